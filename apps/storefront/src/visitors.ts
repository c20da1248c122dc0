import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { callerEvidence } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';
import type { LocationEvidence } from '@silkport/tax';
import { Clock, isLocale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { basketCookieName, readBasket } from './basket-cookie.js';
import { choicesCookieName, guessChoices, readChoices } from './choices-cookie.js';
import { Visitor, type VisitorChoices } from './visitor.js';

/** Browsers send a few hundred different headers; the bound keeps a hostile client from filling memory. */
const mostGuesses = 1000;

/** Knows the visitor of a request: language from the address, the rest remembered or guessed. */
@Injectable()
export class Visitors {
  private readonly guesses = new Map<string, VisitorChoices>();

  constructor(private readonly phrases: Phrases, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>) {}

  of(request: FastifyRequest): Visitor {
    const remembered = readChoices(request.cookies[choicesCookieName]);
    const named = request.url.split(/[/?]/, 2)[1] ?? '';
    const header = this.config.countryHeader ? request.headers[this.config.countryHeader] : undefined;
    const guessed = this.guess(request.headers['accept-language'], typeof header === 'string' ? header : undefined);
    return new Visitor({ ...guessed, ...remembered, ...(isLocale(named) ? { locale: named } : {}) }, this.phrases, request.url, readBasket(request.cookies[basketCookieName]), request.principal);
  }

  /** What the request says of where its sender is, for the tax of an order. */
  evidenceOf(request: FastifyRequest): LocationEvidence[] {
    return callerEvidence(request.ip, this.config.countryHeader && request.headers[this.config.countryHeader], this.clock.now());
  }

  private guess(acceptLanguage: string | undefined, countryHeader: string | undefined): VisitorChoices {
    const key = `${countryHeader ?? ''} ${acceptLanguage ?? ''}`;
    const known = this.guesses.get(key);
    if (known) return known;
    const guess = guessChoices(acceptLanguage, countryHeader);
    if (key.length < 300 && this.guesses.size < mostGuesses) this.guesses.set(key, guess);
    return guess;
  }
}

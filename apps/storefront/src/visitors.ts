import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { CONFIG, type Config } from '@silkport/platform';
import { isLocale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { basketCookieName, readBasket } from './basket-cookie.js';
import { choicesCookieName, guessChoices, readChoices } from './choices-cookie.js';
import { Visitor } from './visitor.js';

/** Knows the visitor of a request: language from the address, the rest remembered or guessed. */
@Injectable()
export class Visitors {
  constructor(private readonly phrases: Phrases, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>) {}

  of(request: FastifyRequest): Visitor {
    const remembered = readChoices(request.cookies[choicesCookieName]);
    const named = request.url.split(/[/?]/, 2)[1] ?? '';
    const header = this.config.countryHeader ? request.headers[this.config.countryHeader] : undefined;
    const guessed = guessChoices(request.headers['accept-language'], typeof header === 'string' ? header : undefined);
    return new Visitor({ ...guessed, ...remembered, ...(isLocale(named) ? { locale: named } : {}) }, this.phrases, request.url, readBasket(request.cookies[basketCookieName]), request.principal);
  }
}

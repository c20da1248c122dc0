import { Inject, Injectable } from '@nestjs/common';
import { sessionCookieName, sessionCookieOptions, type StartedSession } from '@silkport/identity';
import { CONFIG, type Config } from '@silkport/platform';
import type { FastifyReply } from 'fastify';
import { basketCookieName, writeBasket, type BasketItem } from './basket-cookie.js';
import { checkoutDraftCookieName, writeDraft } from './checkout-draft-cookie.js';
import { choicesCookieName, writeChoices } from './choices-cookie.js';
import { pendingOrdersCookieName, writePending } from './pending-orders-cookie.js';

const daySeconds = 24 * 3600;

/** What a browser is asked to keep. No script reads any of it, and other sites' posts do not carry it. */
@Injectable()
export class VisitorCookies {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  keepChoices(reply: FastifyReply, choices: { locale: string; country: string; currency: string }): void {
    this.keep(reply, choicesCookieName, writeChoices(choices), 365 * daySeconds);
  }

  keepBasket(reply: FastifyReply, items: readonly BasketItem[]): void {
    this.keep(reply, basketCookieName, writeBasket(items), 60 * daySeconds);
  }

  keepPending(reply: FastifyReply, orderIds: readonly string[]): void {
    this.keep(reply, pendingOrdersCookieName, writePending(orderIds), 7 * daySeconds);
  }

  /** Until the browser is closed; nothing at all to forget it. */
  keepDraft(reply: FastifyReply, typed: Readonly<Record<string, string | undefined>>): void {
    this.keep(reply, checkoutDraftCookieName, writeDraft(typed) ?? '', undefined);
  }

  startSession(reply: FastifyReply, { token, expiresAt }: Pick<StartedSession, 'token' | 'expiresAt'>): void {
    void reply.setCookie(sessionCookieName, token, sessionCookieOptions(expiresAt, this.config.publicUrl));
  }

  endSession(reply: FastifyReply): void {
    void reply.clearCookie(sessionCookieName, { path: '/' });
  }

  private keep(reply: FastifyReply, name: string, value: string, maxAge: number | undefined): void {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.publicUrl.startsWith('https:') } as const;
    if (value) void reply.setCookie(name, value, { ...options, ...(maxAge === undefined ? {} : { maxAge }) });
    else void reply.clearCookie(name, options);
  }
}

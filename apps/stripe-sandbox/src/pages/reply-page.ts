import type { FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { contentSecurityPolicy } from './layout.js';
import { choosePageLocale, type PageLocale } from './page-locale.js';

export interface PageRequest {
  Params: { id: string };
  Querystring: { locale?: string; failed?: string };
}

export function localeOf(request: FastifyRequest<PageRequest>, session?: Stripe.Checkout.Session): PageLocale {
  return choosePageLocale(request.query.locale, session?.locale, request.headers['accept-language']);
}

export function withLocale(path: string, locale: string | undefined): string {
  return locale ? `${path}${path.includes('?') ? '&' : '?'}locale=${encodeURIComponent(locale)}` : path;
}

export function sendPage(reply: FastifyReply, page: string, formTargets: string[] = []): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy(formTargets),
      'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin',
    })
    .send(page);
}

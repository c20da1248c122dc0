import type { FastifyInstance } from 'fastify';
import type Stripe from 'stripe';
import { settleInvoiceOf } from '../billing/invoices/settle-invoice.js';
import { parseForm } from '../http/parse-form.js';
import type { CardBehaviour } from '../cards/test-cards.js';
import { settleChallenge } from '../verbs/attempt-payment.js';
import { authenticateSession } from '../verbs/pay-session.js';
import { sessionOfIntent } from '../verbs/session-of-intent.js';
import { perform, type Call, type World } from '../world.js';
import { bankPage } from './bank-page.js';
import { missingPage } from './notice-pages.js';
import { localeOf, sendPage, withLocale, type PageRequest } from './reply-page.js';
import { returnAddress } from './return-address.js';

/** 3-D Secure: where the buyer confirms or refuses, for sessions and for intents made by the API. */
export function registerBankPages(app: FastifyInstance, world: World, basePath: string): void {
  const path = `${basePath}/authenticate/:id`;
  app.get<PageRequest>(path, (request, reply) => {
    const intent = world.resources.find('payment_intent', request.params.id) ?? world.resources.find('setup_intent', request.params.id);
    const session = intent && sessionOfIntent(world, intent.id);
    const locale = localeOf(request, session);
    if (!intent || (!session && intent.status !== 'requires_action')) return sendPage(reply.status(404), missingPage(locale));
    if (intent.status !== 'requires_action') return reply.redirect(withLocale(`${basePath}/pay/${session!.id}`, request.query.locale), 303);
    const method = world.resources.find('payment_method', intent.payment_method as string);
    const target = session?.success_url ?? intent.next_action?.redirect_to_url?.return_url;
    return sendPage(reply, bankPage(intent, method?.card?.last4 ?? '', world.merchantName, locale, request.url), target ? [target] : []);
  });
  app.post<PageRequest>(path, (request, reply) => {
    const hasPassed = parseForm(typeof request.body === 'string' ? request.body : '').outcome === 'complete';
    const target = perform(world, (call) => {
      const intent = call.resources.find('payment_intent', request.params.id) ?? call.resources.find('setup_intent', request.params.id);
      return intent && settle(call, intent, hasPassed, basePath);
    });
    if (target === undefined) return sendPage(reply.status(404), missingPage(localeOf(request)));
    return reply.redirect(target.startsWith(`${basePath}/pay/`) ? withLocale(target, request.query.locale) : target, 303);
  });
}

/** The address that the buyer goes to next. */
function settle(call: Call, intent: Stripe.PaymentIntent | Stripe.SetupIntent, hasPassed: boolean, basePath: string): string | undefined {
  const session = sessionOfIntent(call, intent.id);
  if (!session) return intent.object === 'payment_intent' ? settleDirect(call, intent, hasPassed) : undefined;
  if (intent.status !== 'requires_action') return session.status === 'complete' ? returnAddress(session) : `${basePath}/pay/${session.id}`;
  const payment = authenticateSession(call, session, hasPassed);
  if (payment.outcome === 'paid' || payment.outcome === 'already_paid') return returnAddress(payment.session);
  if (payment.outcome !== 'declined') return `${basePath}/pay/${session.id}`;
  return `${basePath}/pay/${session.id}?failed=${hasPassed ? 'card' : 'authentication'}`;
}

function settleDirect(call: Call, intent: Stripe.PaymentIntent, hasPassed: boolean): string | undefined {
  if (intent.status !== 'requires_action') return undefined;
  const returnUrl = intent.next_action?.redirect_to_url?.return_url;
  const method = call.resources.find('payment_method', intent.payment_method as string)!;
  const { outcome } = settleChallenge(call, intent, method, call.resources.hidden<CardBehaviour>(method.id)!, hasPassed);
  if (outcome === 'succeeded') settleInvoiceOf(call, intent.id);
  const target = new URL(returnUrl ?? call.publicUrl);
  target.searchParams.set('payment_intent', intent.id);
  target.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  target.searchParams.set('redirect_status', outcome === 'succeeded' ? 'succeeded' : 'failed');
  return target.href;
}

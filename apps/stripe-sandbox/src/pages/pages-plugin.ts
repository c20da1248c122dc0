import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import type { HiddenSession } from '../verbs/hidden-session.js';
import { expireSession } from '../verbs/expire-session.js';
import { paySession } from '../verbs/pay-session.js';
import { needsCard } from '../verbs/session-intents.js';
import { perform, type World } from '../world.js';
import { registerBankPages } from './bank-plugin.js';
import { readCardForm, type FieldErrors, type FieldValues } from './card-form.js';
import { declineWord, failedWord, readValues } from './form-words.js';
import type { PageMessages } from './messages/page-messages.js';
import { expiredPage, missingPage, paidPage } from './notice-pages.js';
import { registerOnboardingPages } from './onboarding/onboarding-plugin.js';
import { payPage } from './pay-page.js';
import { localeOf, sendPage, withLocale, type PageRequest } from './reply-page.js';
import { returnAddress } from './return-address.js';
import { registerInvoicePages } from './subscription/invoice-plugin.js';
import { subscriptionTerms } from './subscription/subscription-terms.js';

interface FormState {
  values: FieldValues;
  errors: FieldErrors;
  decline?: keyof PageMessages['declines'];
}

/** The payment page and the bank's page, under the path of the public address. */
export function registerPages(app: FastifyInstance, world: World, basePath: string): void {
  const path = `${basePath}/pay/:id`;
  app.get<PageRequest>(path, (request, reply) => {
    const session = currentSession(world, request.params.id);
    if (session?.status !== 'open') return sendClosed(world, request, reply, session);
    return sendForm(world, request, reply, session, { values: {}, errors: {}, decline: failedWord(request.query.failed) });
  });
  app.post<PageRequest>(path, (request, reply) => {
    const session = currentSession(world, request.params.id);
    if (!session || session.status === 'expired') return sendClosed(world, request, reply, session);
    if (session.status === 'complete') return reply.redirect(returnAddress(session), 303);
    const values = readValues(request.body);
    const form = readCardForm(values, { fixedEmail: session.customer_email, needsCard: needsCard(session), nowMs: world.clock.now() });
    if ('errors' in form) return sendForm(world, request, reply.status(422), session, { values, errors: form.errors });
    // The session is read again inside the transaction: of two forms sent at once only one finds it open.
    const payment = perform(world, (call) => paySession(call, call.resources.find('checkout.session', session.id)!, form.entry));
    switch (payment.outcome) {
      case 'paid':
      case 'already_paid':
        return reply.redirect(returnAddress(payment.session), 303);
      case 'requires_action':
        return reply.redirect(withLocale(`${basePath}/authenticate/${payment.intent}`, request.query.locale), 303);
      case 'expired':
        return sendClosed(world, request, reply, payment.session);
      case 'declined':
        return sendForm(world, request, reply.status(402), payment.session, { values, errors: {}, decline: declineWord(payment.error) });
    }
  });
  registerBankPages(app, world, basePath);
  registerInvoicePages(app, world, basePath);
  registerOnboardingPages(app, world, basePath);
}

/** The session as it stands now: one whose time is over is closed on the way. */
function currentSession(world: World, id: string): Stripe.Checkout.Session | undefined {
  const session = world.resources.find('checkout.session', id);
  if (session?.status !== 'open' || session.expires_at > world.clock.nowSeconds()) return session;
  return perform(world, (call) => expireSession(call, session));
}

function sendForm(world: World, request: FastifyRequest<PageRequest>, reply: FastifyReply, session: Stripe.Checkout.Session, state: FormState): FastifyReply {
  const hidden = world.resources.hidden<HiddenSession>(session.id)!;
  const page = payPage({
    session, lines: hidden.lineItems, descriptions: hidden.productDescriptions, terms: subscriptionTerms(hidden, world.clock.nowSeconds(), localeOf(request, session)), merchantName: world.merchantName, locale: localeOf(request, session),
    path: request.url.split('?')[0]!, chosenLocale: request.query.locale, ...state, values: { ...state.values, card_cvc: '' },
  });
  return sendPage(reply, page, [session.success_url!]);
}

function sendClosed(world: World, request: FastifyRequest<PageRequest>, reply: FastifyReply, session: Stripe.Checkout.Session | undefined): FastifyReply {
  const locale = localeOf(request, session);
  if (!session) return sendPage(reply.status(404), missingPage(locale));
  if (session.status === 'complete') return sendPage(reply, paidPage(session, locale));
  return sendPage(reply.status(410), expiredPage(session, world.merchantName, locale));
}

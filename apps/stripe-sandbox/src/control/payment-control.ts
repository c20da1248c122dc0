import type { FastifyInstance } from 'fastify';
import { plainDigits } from '../cards/card-number.js';
import { findTestCard } from '../cards/test-cards.js';
import { invalidRequest } from '../http/stripe-error.js';
import { isRegion } from '../pages/regions.js';
import { returnAddress } from '../pages/return-address.js';
import { found } from '../verbs/found.js';
import { authenticateSession, paySession, type Payment } from '../verbs/pay-session.js';
import { needsCard } from '../verbs/session-intents.js';
import { perform, type Call, type World } from '../world.js';
import { readBody } from './read-body.js';

/** Pays a session without its page, the same way the page does. */
export function registerPaymentControl(app: FastifyInstance, world: World): void {
  app.post<{ Params: { id: string } }>('/checkout/sessions/:id/pay', (request) => {
    const given = readBody(request.body, { card: 'string', email: 'string', name: 'string', country: 'string', authenticate: 'string', card_country: 'string' });
    const isWithout = given.card === 'none';
    const known = findTestCard(plainDigits(isWithout ? '4242424242424242' : (given.card ?? '4242424242424242')));
    if (!known) throw invalidRequest('`card` must be one of the test numbers.', { param: 'card' });
    if (given.card_country !== undefined && !isRegion(given.card_country)) throw invalidRequest('`card_country` must be a code such as KZ.', { param: 'card_country' });
    const card = isWithout ? null : { ...known, country: given.card_country ?? known.country };
    const payment = perform(world, (call) => {
      const entry = { card, expMonth: 12, expYear: 2034, email: given.email ?? 'buyer@example.com', name: given.name ?? 'Test Buyer', country: given.country ?? null };
      const session = found(call, 'checkout.session', request.params.id);
      if (isWithout && needsCard(session)) throw invalidRequest('This session wants a card.', { param: 'card' });
      const first = paySession(call, session, entry);
      return given.authenticate === undefined || first.outcome !== 'requires_action' ? first : answerBank(call, first, given.authenticate);
    });
    return { ...payment, redirect_url: payment.session.status === 'complete' ? returnAddress(payment.session) : null };
  });
}

function answerBank(call: Call, payment: Payment, answer: string): Payment {
  if (answer !== 'complete' && answer !== 'fail') throw invalidRequest('`authenticate` must be `complete` or `fail`.', { param: 'authenticate' });
  return authenticateSession(call, payment.session, answer === 'complete');
}

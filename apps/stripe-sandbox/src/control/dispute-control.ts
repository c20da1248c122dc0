import type { FastifyInstance } from 'fastify';
import type Stripe from 'stripe';
import { invalidRequest } from '../http/stripe-error.js';
import { expireDispute, isInquiry, loseDispute, winDispute } from '../verbs/decide-dispute.js';
import { found } from '../verbs/found.js';
import { escalateInquiry, openDispute } from '../verbs/open-dispute.js';
import { perform, type Call, type World } from '../world.js';
import { readBody } from './read-body.js';

interface OfOne {
  Params: { id: string };
}

const decisions: Readonly<Record<string, (call: Call, dispute: Stripe.Dispute) => Stripe.Dispute>> = {
  win: winDispute,
  lose: loseDispute,
  expire: expireDispute,
  escalate(call, dispute) {
    if (isInquiry(dispute) && dispute.status !== 'warning_closed') return escalateInquiry(call, dispute);
    throw invalidRequest('Only an open inquiry can become a dispute.');
  },
};

/** What the buyer's bank does: it claims a charge back, or asks about it, and decides. */
export function registerDisputeControl(app: FastifyInstance, world: World): void {
  app.post<OfOne>('/charges/:id/dispute', ({ params, body }) => {
    const given = readBody(body, { reason: 'string', inquiry: 'boolean', amount: 'number' });
    return perform(world, (call) => {
      const charge = found(call, 'charge', params.id, 'charge');
      const left = charge.amount - charge.amount_refunded;
      if (charge.status !== 'succeeded') throw invalidRequest('Only a paid charge can be disputed.', { param: 'charge' });
      const amountMinor = given.amount ?? left;
      if (!Number.isInteger(amountMinor) || amountMinor <= 0 || amountMinor > left) throw invalidRequest('`amount` must be from 1 to what is left of the charge.', { param: 'amount' });
      return openDispute(call, charge, { reason: given.reason ?? 'fraudulent', isInquiry: given.inquiry ?? false, amountMinor });
    });
  });
  for (const [name, decide] of Object.entries(decisions)) {
    app.post<OfOne>(`/disputes/:id/${name}`, ({ params }) => perform(world, (call) => decide(call, found(call, 'dispute', params.id))));
  }
}

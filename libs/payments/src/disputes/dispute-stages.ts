import type { Stripe } from 'stripe';
import type { DisputeChanged } from '../payments.events.js';

export const disputeStages = ['warning', 'warning_closed', 'opened', 'under_review', 'won', 'lost'] as const satisfies readonly DisputeChanged['stage'][];
export type DisputeStage = DisputeChanged['stage'];

/** What Stripe's words mean here. `prevented` was settled before any money moved; an appeal is fought like the dispute itself. */
const stages: Readonly<Record<string, DisputeStage>> = {
  warning_needs_response: 'warning', warning_under_review: 'warning', warning_closed: 'warning_closed', prevented: 'warning_closed',
  needs_response: 'opened', under_review: 'under_review', appeal_needs_response: 'under_review', appeal_under_review: 'under_review', won: 'won', lost: 'lost',
};

/** What may follow what; won and lost are the end. */
const transitions: Readonly<Record<'new' | DisputeStage, readonly DisputeStage[]>> = {
  new: ['warning', 'opened'],
  warning: ['warning_closed', 'opened'],
  warning_closed: ['opened'],
  opened: ['under_review', 'won', 'lost'],
  under_review: ['won', 'lost'],
  won: [],
  lost: [],
};

/** Whether the bank has what we had to say. An inquiry that became a dispute asks anew: what was said before does not count for it. */
export function isWithBank({ status, evidence_details: { submission_count: submissions } }: Pick<Stripe.Dispute, 'status' | 'evidence_details'>): boolean {
  return submissions > 0 && status !== 'needs_response' && status !== 'warning_needs_response';
}

/** Undefined for a word of Stripe's that we do not know. */
export function stageOf(status: Stripe.Dispute.Status): DisputeStage | undefined {
  return stages[status];
}

/**
 * The stages to tell on the way from one to the other, the last included, by the shortest way: webhooks come in any order, and whoever
 * hears `won` must have heard `opened`. Empty where there is no way: an old notification that came late.
 */
export function wayTo(from: 'new' | DisputeStage, to: DisputeStage): readonly DisputeStage[] {
  const ways: DisputeStage[][] = transitions[from].map((stage) => [stage]);
  for (let way = ways.shift(); way; way = ways.shift()) {
    const last = way.at(-1)!;
    if (last === to) return way;
    for (const next of transitions[last]) ways.push([...way, next]);
  }
  return [];
}

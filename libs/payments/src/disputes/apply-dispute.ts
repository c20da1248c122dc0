import { Logger } from '@nestjs/common';
import { prepared, statement, type Outbox, type Tx } from '@silkport/platform';
import type { Stripe } from 'stripe';
import { isWithBank, stageOf, wayTo } from './dispute-stages.js';
import type { ChargeDispute } from './charge-dispute.entity.js';
import { later } from '../later.js';
import { disputeChanged } from '../payments.events.js';
import { fromStripeAmount } from '../stripe-amount.js';

const logger = new Logger('payments');

const insert = statement(
  'payments.insert_dispute',
  `INSERT INTO payments.disputes (id, charge_id, reference, amount_minor, currency, reason, stage, evidence, opened_at, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, 'new', 'none', $7, $8) ON CONFLICT DO NOTHING`,
);
const lock = statement('payments.lock_dispute', 'SELECT stage, evidence, changed_at AS "changedAt" FROM payments.disputes WHERE id = $1 FOR UPDATE');
const move = statement(
  'payments.move_dispute',
  'UPDATE payments.disputes SET stage = $2, amount_minor = $3, reason = $4, evidence_due_by = $5, evidence = $6, changed_at = $7 WHERE id = $1',
);

/** Whose payment is disputed; the id of the charge is our own. */
export interface DisputedCharge { readonly id: string; readonly reference: string }

/** Applies a dispute as Stripe describes it and tells each stage once, with those that were skipped on the way. @returns whether anything changed */
export async function applyDispute(tx: Tx, outbox: Outbox, charge: DisputedCharge, dispute: Stripe.Dispute, toldAt: Date): Promise<boolean> {
  const { id: disputeId, reason } = dispute;
  const amount = fromStripeAmount(dispute);
  const evidenceDueBy = dispute.evidence_details.due_by ? new Date(dispute.evidence_details.due_by * 1000) : null;
  await prepared(tx, insert, [disputeId, charge.id, charge.reference, amount.amountMinor, amount.currency, reason, new Date(dispute.created * 1000), toldAt]);
  const [stored] = await prepared<Pick<ChargeDispute, 'stage' | 'evidence' | 'changedAt'>>(tx, lock, [disputeId]);
  if (!stored) throw new Error(`The dispute ${disputeId} vanished between two statements`);
  const at = later(toldAt, stored.changedAt);
  const stage = stageOf(dispute.status);
  if (!stage) logger.error(`The dispute ${disputeId} of ${charge.reference} is ${dispute.status}, which we do not know`);
  const way = stage ? wayTo(stored.stage, stage) : [];
  const said = way.includes('opened') ? 'none' : stored.evidence;
  const evidence = isWithBank(dispute) ? 'submitted' : said;
  if (!way.length && evidence === stored.evidence) return false;
  // An old notification that came late must not bring back what has changed since.
  if (!way.length) await tx.query('UPDATE payments.disputes SET evidence = $2 WHERE id = $1', [disputeId, evidence]);
  else await prepared(tx, move, [disputeId, way.at(-1), amount.amountMinor, reason, evidenceDueBy, evidence, at]);
  for (const passed of way) {
    const told = { disputeId, reference: charge.reference, amount, stage: passed, reason, evidenceDueBy: evidenceDueBy?.toISOString() ?? null, at: at.toISOString() };
    await outbox.publish(tx, disputeChanged, told);
  }
  return true;
}

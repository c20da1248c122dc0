import { Logger } from '@nestjs/common';
import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { UnusableInvoice } from './paid-invoice.js';

/** @returns whether it was not held before */
const hold = statement('payments.hold_invoice', `
  INSERT INTO payments.held_invoices AS h (id, stripe_invoice_id, subscription_id, reason, detail, amount_minor, currency, paid_at, held_at, tried_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
  ON CONFLICT (stripe_invoice_id) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, amount_minor = excluded.amount_minor, currency = excluded.currency, tried_at = excluded.tried_at, tries = h.tries + 1
    WHERE h.state = 'held'
  RETURNING tries = 1 AS "isNew"`);
const settled = statement('payments.settled_invoices', `
  SELECT stripe_invoice_id AS id FROM payments.subscription_invoices WHERE stripe_invoice_id = ANY ($1::text[])
  UNION ALL SELECT stripe_invoice_id FROM payments.held_invoices WHERE stripe_invoice_id = ANY ($1::text[]) AND state = 'set_aside'`);
const free = statement('payments.free_held_invoice', `UPDATE payments.held_invoices SET state = 'taken', decided_at = $2 WHERE stripe_invoice_id = $1 AND state = 'held'`);

const logger = new Logger('payments');

/** Keeps a paid invoice for an admin to look at; seen again it counts how often. Whoever keeps the system is told once. */
export async function holdInvoice(tx: Tx, subscriptionId: string, { stripeInvoiceId, paidAt, amount, unusable, detail }: UnusableInvoice, at: Date): Promise<void> {
  const [held] = await prepared<{ isNew: boolean }>(tx, hold, [newId(), stripeInvoiceId, subscriptionId, unusable, detail, amount?.amountMinor ?? null, amount?.currency ?? null, paidAt, at]);
  if (held?.isNew) logger.error(`The paid invoice ${stripeInvoiceId} of the subscription ${subscriptionId} makes no order (${unusable}): ${detail}`);
}

/** Those of a locked subscription's invoices that there is nothing left to do about: taken, or set aside. */
export async function settledInvoices(tx: Tx, stripeInvoiceIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await prepared<{ id: string }>(tx, settled, [stripeInvoiceIds])).map(({ id }) => id));
}

/** What was held and could be taken now is held no more. */
export async function freeHeldInvoice(tx: Tx, stripeInvoiceId: string, at: Date): Promise<void> {
  await prepared(tx, free, [stripeInvoiceId, at]);
}

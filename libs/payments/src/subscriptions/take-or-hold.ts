import type { Outbox, Tx } from '@silkport/platform';
import type { BillingMark } from './billing-mark.js';
import { freeHeldInvoice, holdInvoice, settledInvoices } from './hold-invoice.js';
import type { PaidInvoice, UnusableInvoice } from './paid-invoice.js';
import { takeInvoice } from './take-invoice.js';

/** Takes those of a locked subscription's paid invoices that are new, and holds each of which no order can be made: it stops none of the others. */
export async function takeOrHold(tx: Tx, outbox: Outbox, mark: BillingMark, invoices: readonly (PaidInvoice | UnusableInvoice)[], at: Date): Promise<void> {
  if (!invoices.length) return;
  const settled = await settledInvoices(tx, invoices.map(({ stripeInvoiceId }) => stripeInvoiceId));
  for (const invoice of invoices) {
    if (settled.has(invoice.stripeInvoiceId)) continue;
    const unusable = 'unusable' in invoice ? invoice : await taken(tx, outbox, mark, invoice);
    if (unusable) await holdInvoice(tx, mark.subscription, unusable, at);
    else await freeHeldInvoice(tx, invoice.stripeInvoiceId, at);
  }
}

async function taken(tx: Tx, outbox: Outbox, mark: BillingMark, invoice: PaidInvoice): Promise<UnusableInvoice | undefined> {
  await tx.query('SAVEPOINT invoice');
  try {
    await takeInvoice(tx, outbox, mark, invoice);
    await tx.query('RELEASE SAVEPOINT invoice');
    return undefined;
  } catch (error) {
    if (!isOfInvoice(error)) throw error;
    await tx.query('ROLLBACK TO SAVEPOINT invoice');
    const { stripeInvoiceId, paidAt, charged } = invoice;
    return { stripeInvoiceId, paidAt, amount: charged, unusable: 'not_taken', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What the database refuses for a moment, as where it ends or two wait for each other, has nothing to do with the invoice: all of it is tried again. */
function isOfInvoice(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const isOfDatabase = error instanceof Error && ('driverError' in error || /^[0-9A-Z]{5}$/.test(code));
  return !isOfDatabase || /^2[23]/.test(code);
}

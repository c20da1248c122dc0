import { statement, type Database } from '@silkport/platform';
import type { CheckoutStatus } from './checkout.entity.js';

export interface CheckoutRow {
  readonly id: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly status: CheckoutStatus;
  readonly stripe_session_id: string;
  readonly url: string | null;
  readonly expires_at: Date;
}

const byReference = statement(
  'payments.checkout_by_reference',
  'SELECT id, amount_minor, currency, status, stripe_session_id, url, expires_at FROM payments.checkouts WHERE reference = $1',
);

export async function findCheckout(database: Database, reference: string): Promise<CheckoutRow | undefined> {
  const [row] = await database.read<CheckoutRow>(byReference, [reference]);
  return row;
}

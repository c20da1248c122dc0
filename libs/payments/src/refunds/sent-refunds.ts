import { prepared, statement, type Tx } from '@silkport/platform';

const sent = statement('payments.sent_refunds', `SELECT id FROM payments.refunds WHERE reference = $1 AND NOT is_foreign AND status IN ('pending', 'requires_action', 'succeeded')`);

/** Ids of the refunds of a payment that the provider has made, whether or not `refundSettled` has been heard of them yet. */
export async function sentRefunds(tx: Tx, reference: string): Promise<ReadonlySet<string>> {
  return new Set((await prepared<{ id: string }>(tx, sent, [reference])).map(({ id }) => id));
}

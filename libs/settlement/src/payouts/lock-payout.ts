import type { Tx } from '@silkport/platform';
import { Payout } from './payout.entity.js';

/** The pay-out, held until the transaction ends; undefined where there is none of that id. */
export async function lockPayout(tx: Tx, payoutId: string): Promise<Payout | undefined> {
  const payout = await tx.findOne(Payout, { where: { id: payoutId }, lock: { mode: 'pessimistic_write' } });
  return payout ?? undefined;
}

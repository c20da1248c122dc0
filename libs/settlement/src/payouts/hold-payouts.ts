import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { askToSend } from './make-payouts.js';

const hold = statement('settlement.hold_payouts', `
  INSERT INTO settlement.payout_holds (merchant_id, reason, held_by, held_at) VALUES ($1, $2, $3, $4) ON CONFLICT (merchant_id) DO UPDATE SET reason = excluded.reason`);
const release = statement('settlement.release_payouts', 'DELETE FROM settlement.payout_holds WHERE merchant_id = $1 RETURNING merchant_id');
const waiting = statement('settlement.waiting_payouts', `SELECT id AS "payoutId", method FROM settlement.payouts WHERE merchant_id = $1 AND state = 'created'`);

interface Held { readonly merchantId: string; readonly reason: string; readonly personId: string }

/** Stops a merchant's pay-outs, and lets them go on. Money goes on being earned; only sending it stops. */
@Injectable()
export class HoldPayouts {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  async hold({ merchantId, reason, personId }: Held): Promise<void> {
    await this.database.transaction(async (tx) => {
      const happenedAt = this.clock.now();
      await prepared(tx, hold, [merchantId, reason, personId, happenedAt]);
      await recordAudit(tx, { personId, action: 'settlement.payouts_held', happenedAt, details: { merchantId, reason } });
    });
  }

  /** What waited is asked for again; where nothing was held nothing happens. */
  async release({ merchantId, reason, personId }: Held): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [held] = await prepared(tx, release, [merchantId]);
      if (!held) return;
      await askToSend(tx, this.outbox, await prepared<{ payoutId: string; method: 'stripe' | 'bank_account' }>(tx, waiting, [merchantId]));
      await recordAudit(tx, { personId, action: 'settlement.payouts_released', happenedAt: this.clock.now(), details: { merchantId, reason } });
    });
  }
}

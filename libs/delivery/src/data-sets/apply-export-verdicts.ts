import { Injectable } from '@nestjs/common';
import { linesUndeliverable } from '@silkport/ordering';
import { Database, Every, job, Outbox, prepared, Runs, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { moveEntitlements } from '../entitlements/move-entitlements.js';

/** @param country null: wherever it waits */
export const applyExportVerdict = job<{ productId: string; country: string | null }>('delivery/apply-export-verdict');

interface Followed { id: string; orderId: string; lineId: string; quantity: number; wasActive: boolean; verdict: 'allowed' | 'refused' | 'open'; reason: string }

const atOnce = 200;
const settledAfterMilliseconds = 10 * 60 * 1000;
/** What a decision in force still has to be done about. */
const differing = (more: string) => `
  SELECT e.id, e.order_id AS "orderId", e.order_line_id AS "lineId", e.quantity, e.activated_at IS NOT NULL AS "wasActive",
    CASE WHEN x.product_id IS NULL THEN coalesce(v.verdict, 'open') ELSE 'allowed' END AS verdict, coalesce(x.reason, v.reason, 'nothing is decided') AS reason
  FROM delivery.entitlements e LEFT JOIN delivery.export_exemptions x ON x.product_id = e.product_id
    LEFT JOIN delivery.export_verdicts v ON v.product_id = e.product_id AND v.country = e.buyer_country AND v.superseded_at IS NULL
  WHERE e.state IN ('granted', 'active', 'suspended') AND (x.product_id IS NOT NULL OR v.id IS NOT NULL OR e.delivery_kind = 'data-set') AND ${more} AND CASE
    WHEN x.product_id IS NOT NULL OR v.verdict = 'allowed' THEN 'verdict' = ANY (e.holds)
    WHEN v.verdict = 'refused' THEN e.activated_at IS NULL OR NOT 'verdict' = ANY (e.holds)
    ELSE NOT 'verdict' = ANY (e.holds) END
  ORDER BY e.id LIMIT ${atOnce} FOR UPDATE OF e`;
const ofProduct = statement('delivery.entitlements_of_verdict', differing('e.product_id = $1 AND ($2::text IS NULL OR e.buyer_country = $2)'));
const anywhere = statement('delivery.entitlements_of_verdicts', differing("'verdict' = ANY (e.holds) AND e.activated_at IS NULL"));
const recent = statement('delivery.recently_decided_exports', `
  SELECT product_id AS "productId" FROM delivery.export_verdicts WHERE decided_at > $1 UNION SELECT product_id FROM delivery.export_exemptions WHERE decided_at > $1
  UNION SELECT product_id FROM delivery.data_sets WHERE described_at > $1`);

/** One after the other for a product: of two at once each would see the entitlements as they were before the other. */
const lock = statement('delivery.lock_verdicts_of_product', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 681))');

/**
 * Lets decisions on exports take effect: allowed, what waits is given; refused, what was never given is revoked and its money goes back,
 * and what is in use is withheld; open again, it is withheld.
 */
@Injectable()
export class ApplyExportVerdicts {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  @Runs(applyExportVerdict)
  async run({ productId, country }: { productId: string; country: string | null }): Promise<void> {
    const find = async (tx: Tx) => {
      await prepared(tx, lock, [productId]);
      return prepared<Followed>(tx, ofProduct, [productId, country]);
    };
    while (await this.some(find) === atOnce);
  }

  /** One may be bought for where it is refused. */
  @Every('* * * * *', 'delivery/apply-export-verdicts')
  async runWaiting(): Promise<void> {
    while (await this.some((tx) => prepared<Followed>(tx, anywhere)) === atOnce);
  }

  /** An order that was being granted in the moment of a decision did not know of it: it may be active already. */
  @Every('* * * * *', 'delivery/apply-recent-export-verdicts')
  async runRecent(): Promise<void> {
    const products = await this.database.read<{ productId: string }>(recent, [new Date(this.clock.now().getTime() - settledAfterMilliseconds)]);
    for (const { productId } of products) await this.run({ productId, country: null });
  }

  private some(find: (tx: Tx) => Promise<Followed[]>): Promise<number> {
    return this.database.transaction(async (tx) => {
      const found = await find(tx);
      const at = this.clock.now();
      for (const [reason, those] of Map.groupBy(found, ({ reason: why }) => why)) {
        const ids = (isIt: (one: Followed) => boolean) => those.filter(isIt).map(({ id }) => id);
        const why = { actor: 'export-verdict', reason, at };
        await moveEntitlements(tx, ids(({ verdict }) => verdict === 'allowed'), { release: 'verdict' }, why);
        await moveEntitlements(tx, ids(({ verdict, wasActive }) => verdict === 'open' || (verdict === 'refused' && wasActive)), { hold: 'verdict' }, why);
        await this.giveUp(tx, those.filter(({ verdict, wasActive }) => verdict === 'refused' && !wasActive), why);
      }
      return found.length;
    });
  }

  private async giveUp(tx: Tx, refused: readonly Followed[], why: { actor: string; reason: string; at: Date }): Promise<void> {
    await moveEntitlements(tx, refused.map(({ id }) => id), { isRevoked: true }, why);
    for (const [orderId, ofOrder] of Map.groupBy(refused, (one) => one.orderId)) {
      const lines = ofOrder.map(({ lineId, quantity }) => ({ lineId, pieces: quantity }));
      await this.outbox.publish(tx, linesUndeliverable, { orderId, lines, reason: 'the data may not leave for the buyer’s country/region' });
    }
  }
}

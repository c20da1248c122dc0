import { Injectable } from '@nestjs/common';
import { Database, Every, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { grantApiAccess } from '../api-access/grant-api-access.js';
import type { Granted } from './grant-lines.js';
import { isSetUp } from './is-set-up.js';
import { moveEntitlements } from './move-entitlements.js';

const atOnce = 500;
const ready = statement('delivery.set_up_since', `
  SELECT e.id AS "entitlementId", e.order_id AS "orderId", e.order_line_id AS "lineId", e.seat, e.product_id AS "productId", e.variant_id AS "variantId", e.merchant_id AS "merchantId",
    e.delivery_kind AS "deliveryKind", e.quantity, e.state
  FROM delivery.entitlements e WHERE 'nothing' = ANY (e.holds) AND e.state IN ('granted', 'suspended') AND ${isSetUp('e')} ORDER BY e.id LIMIT ${atOnce} FOR UPDATE OF e SKIP LOCKED`);

/** What was sold before there was anything to deliver is given as soon as there is. */
@Injectable()
export class GiveWhatIsSetUp {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/give-what-is-set-up')
  async run(): Promise<void> {
    while (await this.giveSome() === atOnce);
  }

  private giveSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const found = await prepared<Granted>(tx, ready, []);
      await grantApiAccess(tx, found, at);
      await moveEntitlements(tx, found.map(({ entitlementId }) => entitlementId), { release: 'nothing' }, { actor: 'set-up', reason: 'there is something to deliver', at });
      return found.length;
    });
  }
}

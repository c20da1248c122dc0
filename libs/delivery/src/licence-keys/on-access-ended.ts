import { Injectable } from '@nestjs/common';
import { putBackStock } from '@silkport/catalog';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { accessChanged, type AccessChanged } from '../delivery.events.js';

const endMachines = statement('delivery.end_machines', `
  UPDATE delivery.licence_machines m SET deactivated_at = $2, leased_until = NULL FROM delivery.licence_keys k WHERE k.entitlement_id = $1 AND m.licence_key_id = k.id AND m.deactivated_at IS NULL`);
const takeBack = statement('delivery.take_back_keys', `
  WITH unseen AS (SELECT id FROM delivery.licence_keys WHERE entitlement_id = $1 AND shown_at IS NULL AND NOT is_generated ORDER BY id FOR UPDATE),
  back AS (
    UPDATE delivery.licence_keys k SET entitlement_id = NULL, issued_at = NULL, terms = NULL FROM unseen
    WHERE k.id = unseen.id AND NOT EXISTS (SELECT FROM delivery.licence_machines m WHERE m.licence_key_id = k.id) RETURNING k.id, k.variant_id),
  noted AS (INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, times) SELECT uuidv7(), $1, 'key_returned', id::text, $2::timestamptz, 1 FROM back)
  SELECT variant_id AS "variantId", count(*)::int AS quantity FROM back GROUP BY variant_id`);

/**
 * What follows when the right to a key has ended: its machines lose their places, and a key that nobody has ever seen goes back to
 * its pool and on sale. Programs that ask are refused from the moment of the end on; this only tidies up.
 */
@Injectable()
export class OnAccessEnded {
  constructor(private readonly clock: Clock) {}

  @Handles(accessChanged, 'delivery/end-licences')
  async end(tx: Tx, { entitlementId, to }: AccessChanged): Promise<void> {
    if (to !== 'revoked' && to !== 'expired') return;
    const at = this.clock.now();
    await prepared(tx, endMachines, [entitlementId, at]);
    if (to === 'expired') return;
    const back = await prepared<{ variantId: string; quantity: number }>(tx, takeBack, [entitlementId, at]);
    if (back.length) await putBackStock(tx, back);
  }
}

import { prepared, statement, type Tx } from '@silkport/platform';
import { endCredentials } from '../api-access/end-credentials.js';
import { changeKeys } from '../licence-keys/change-keys.js';

/**
 * What each holder does is kept by the generation, and signed links to files and streams that were made for whoever had it before end here. Where
 * they stopped reading or playing is nobody's any more; how often they have downloaded counts for limits, and is not told.
 */
const turn = statement('delivery.turn_generation', `
  WITH places AS (DELETE FROM delivery.stream_places WHERE entitlement_id = $1),
  downloads AS (UPDATE delivery.download_progress SET earlier_count = completed_count WHERE entitlement_id = $1)
  UPDATE delivery.entitlements SET generation = $2, links_valid_from = $3 WHERE id = $1`);

/** Ends whatever whoever had a seat could still use of it, in the transaction of the change of hands; the caller has locked it. */
export async function handOver(tx: Tx, { entitlementId, generation }: { readonly entitlementId: string; readonly generation: number }, at: Date): Promise<void> {
  await prepared(tx, turn, [entitlementId, generation, at]);
  await endCredentials(tx, entitlementId, at);
  await changeKeys(tx, entitlementId, at);
}

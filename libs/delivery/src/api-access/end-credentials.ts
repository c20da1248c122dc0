import { prepared, statement, type Tx } from '@silkport/platform';

const end = statement('delivery.end_api_credentials', 'UPDATE delivery.api_credentials SET revoked_at = $2 WHERE entitlement_id = $1 AND revoked_at IS NULL');

/** Ends all of an entitlement at once, those of a rotation that still overlap too: whoever has them is not whoever has its seat now. */
export async function endCredentials(tx: Tx, entitlementId: string, at: Date): Promise<void> {
  await prepared(tx, end, [entitlementId, at]);
}

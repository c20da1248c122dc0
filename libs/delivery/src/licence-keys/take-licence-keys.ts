import type { Tx } from '@silkport/platform';

export interface WantedKeys { readonly entitlementId: string; readonly variantId: string; readonly quantity: number }

/**
 * Gives keys of the variant's pool to an entitlement. Two that take at once pass over each other's keys, so none is given twice
 * and nobody waits. A pool with too few is an operator's matter: the error undoes the caller's transaction, and its delivery is
 * retried until keys are there.
 */
export async function takeLicenceKeys(tx: Tx, { entitlementId, variantId, quantity }: WantedKeys, issuedAt: Date): Promise<void> {
  // A common table expression, since PostgreSQL may run a sub-query with LIMIT more than once.
  const [taken]: { count: number }[] = await tx.query(
    `WITH free AS MATERIALIZED (
       SELECT id FROM delivery.licence_keys WHERE variant_id = $2 AND entitlement_id IS NULL ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED),
     taken AS (UPDATE delivery.licence_keys k SET entitlement_id = $1, issued_at = $4 FROM free WHERE k.id = free.id AND k.entitlement_id IS NULL RETURNING k.id)
     SELECT count(*)::int AS count FROM taken`,
    [entitlementId, variantId, quantity, issuedAt],
  );
  if (taken?.count !== quantity) throw new Error(`The pool of variant ${variantId} has ${taken?.count ?? 0} of the ${quantity} licence keys that were sold`);
}

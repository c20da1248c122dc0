import { statement } from '@silkport/platform';

/** SQL: whether the units of a top-up can join an access: one that counts down, and is no top-up whose own units went elsewhere. `p` is its plan, `t` its top-up if it is one. */
export const takesUnits = '(p.quota_units IS NOT NULL AND (t.entitlement_id IS NULL OR t.target_id = e.id))';

/** Before any other lock: top-ups of one API join one after the other, so that what one of them joins does not join something else in that moment. $1 one of its entitlements. */
export const lockJoins = statement('delivery.lock_joins_of_api', 'SELECT pg_advisory_xact_lock(hashtextextended(product_id::text, 770)) FROM delivery.entitlements WHERE id = $1');

import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { ApiAccessElsewhere, ApiPlanUnknown, ScopeRefused, TooManyCredentials } from './api-access.errors.js';
import { newToken } from './credential-token.js';

export interface IssuedCredential {
  readonly id: string;
  readonly prefix: string;
  /** Shown this once; null where a repeated request finds it made before. */
  readonly token: string | null;
}

export interface NewCredential {
  readonly id?: string;
  readonly entitlementId: string;
  readonly name: string;
  readonly scopes: readonly string[] | null;
  readonly client: AccessClient;
  /** At most so many can be used then. */
  readonly most?: number;
}

/** Those of one entitlement that can be used at once. */
const mostCredentials = 20;
/** With those that their successors overlap: who has twenty programs changes them one after the other, too. */
export const mostWithOverlaps = 2 * mostCredentials;

const planFor = statement('delivery.api_plan_for_credential', `
  SELECT ARRAY(SELECT s->>'name' FROM jsonb_array_elements(p.scopes) s) AS scopes, (t.entitlement_id IS NOT NULL AND t.target_id IS DISTINCT FROM e.id) AS "isElsewhere",
    (SELECT count(*)::int FROM delivery.api_credentials c WHERE c.entitlement_id = e.id AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > $2)) AS made
  FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id WHERE e.id = $1`);
const insert = statement('delivery.insert_api_credential', `
  WITH meter AS (INSERT INTO delivery.api_meters (entitlement_id, period_at, second_at, minute_at) VALUES ($2, $7, $7, $7) ON CONFLICT DO NOTHING)
  INSERT INTO delivery.api_credentials (id, entitlement_id, prefix, secret_hash, name, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`);

/**
 * Makes a credential of an entitlement that the caller has locked, and its meter with the first one.
 * @throws ApiPlanUnknown, ApiAccessElsewhere, TooManyCredentials, ScopeRefused
 */
export async function makeCredential(tx: Tx, { id = newId(), entitlementId, name, scopes, client, most = mostCredentials }: NewCredential, at: Date): Promise<IssuedCredential> {
  const [plan] = await prepared<{ scopes: string[]; isElsewhere: boolean; made: number }>(tx, planFor, [entitlementId, at]);
  if (!plan) throw new ApiPlanUnknown();
  if (plan.isElsewhere) throw new ApiAccessElsewhere();
  if (plan.made >= most) throw new TooManyCredentials({ max: most });
  if (scopes?.some((scope) => !plan.scopes.includes(scope))) throw new ScopeRefused({}, 'scopes');
  const { token, prefix, secretHash } = newToken();
  await prepared(tx, insert, [id, entitlementId, prefix, secretHash, name, scopes, at]);
  await noteAccess(tx, { entitlementId, what: 'credential_issued', subject: prefix, client }, at);
  return { id, prefix, token };
}

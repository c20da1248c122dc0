/** SQL of what an entitlement gives, by the plan `p` of now and the terms `g` (`delivery.api_terms`, or none) at which it was sold: the better of both for whoever bought it. */

const isUnlimited = '(p.quota_units IS NULL OR g.entitlement_id IS NOT NULL AND g.quota_units IS NULL)';

/** Units for each piece; null where nothing is counted down. A quota of another period than the one that was sold cannot be compared with it: what was sold holds. */
export const soldQuota = `CASE WHEN ${isUnlimited} THEN NULL WHEN g.entitlement_id IS NULL THEN p.quota_units WHEN g.quota_period = p.quota_period THEN greatest(p.quota_units, g.quota_units) ELSE g.quota_units END`;

export const soldPeriod = `CASE WHEN g.entitlement_id IS NULL OR ${isUnlimited} THEN p.quota_period ELSE g.quota_period END`;

/** What a call of a scope takes. @param name SQL of the scope's @param units what it takes now */
export function soldUnits(name: string, units: string): string {
  return `least(${units}, (SELECT (sold ->> 'units')::bigint FROM jsonb_array_elements(g.scopes) AS sold WHERE sold ->> 'name' = ${name}))`;
}

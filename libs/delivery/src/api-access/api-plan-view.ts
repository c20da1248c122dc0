import type { ApiPlan } from './api-plan.entity.js';

/** A plan as its merchant sets it and as its buyer reads it; `quotaUnits` for each piece. */
export type ApiPlanTerms = Pick<ApiPlan, 'isTopUp' | 'quotaPeriod' | 'perSecond' | 'perMinute' | 'validDays' | 'upstreamUrl' | 'scopes'> & { readonly quotaUnits: number | null };

export const planColumns = `p.is_top_up AS "isTopUp", p.quota_units::float8 AS "quotaUnits", p.quota_period AS "quotaPeriod", p.per_second AS "perSecond", p.per_minute AS "perMinute",
  p.valid_days AS "validDays", p.upstream_url AS "upstreamUrl", p.scopes`;

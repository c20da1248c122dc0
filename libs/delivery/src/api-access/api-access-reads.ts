import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { ApiPlanUnknown } from './api-access.errors.js';
import { planColumns, type ApiPlanTerms } from './api-plan-view.js';
import type { ApiScope, QuotaPeriod } from './api-plan.entity.js';
import { isAstray } from './quota-period.js';
import { soldPeriod, soldQuota } from './sold-terms.js';
import { takesUnits } from './takes-units.js';
import { quotaRenewedAt, unitsLeft } from './quota-headers.js';

export interface CredentialView {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** What an entitlement gives of an API, and where its quota stands. */
export interface ApiAccessView {
  readonly plan: ApiPlanTerms;
  /** In units; null where nothing is counted down. */
  readonly quota: { readonly total: number; readonly used: number; readonly extra: number; readonly left: number; readonly renewedAt: Date | null } | null;
  /** Of a top-up whose units joined another purchase, and null else: that other entitlement. */
  readonly joinedId: string | null;
  /** Whether it is a top-up on its own, whose units can join another access. */
  readonly canJoin: boolean;
  /** Those that can be used, newest first. */
  readonly credentials: readonly CredentialView[];
}

/** One hour or day of calls. */
export interface UsageRow { readonly at: Date; readonly scope: string; readonly calls: number; readonly units: number; readonly refused: number; readonly givenBack: number }

export interface MerchantUsageRow extends Omit<UsageRow, 'scope'> { readonly entitlements: number }

const access = statement('delivery.api_access', `
  SELECT ${planColumns}, g.quota_period AS "keptPeriod", g.scopes AS "soldScopes", (g.quota_units) * ${piecesHeld('e')}::float8 AS total, coalesce(m.extra_units, 0)::float8 AS extra, t.target_id AS "targetId",
    CASE WHEN g.quota_period = 'purchase' THEN coalesce(m.used_units, 0) WHEN m.period_at < date_trunc(g.quota_period, $2::timestamptz, 'UTC') OR ${isAstray('g.quota_period', '$2')} THEN 0 ELSE coalesce(m.used_units, 0) END::float8 AS used
  FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_meters m ON m.entitlement_id = e.id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id,
    LATERAL (SELECT ${soldQuota} AS quota_units, ${soldPeriod} AS quota_period, g.scopes FROM (SELECT) AS one LEFT JOIN delivery.api_terms g ON g.entitlement_id = e.id) AS g
  WHERE e.id = $1`);
const credentials = statement('delivery.api_credentials_of', `
  SELECT id, name, prefix, scopes, created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt" FROM delivery.api_credentials
  WHERE entitlement_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) ORDER BY id DESC`);
const sums = 'sum(calls)::float8 AS calls, sum(units)::float8 AS units, sum(refused)::float8 AS refused, sum(given_back)::float8 AS "givenBack"';
const usage = statement('delivery.api_usage_of', `
  SELECT date_trunc($2, hour, 'UTC') AS at, scope, ${sums} FROM delivery.api_usage WHERE entitlement_id = $1 AND hour >= $3 AND hour < $4
    AND ($5::boolean OR hour >= (SELECT s.given_at FROM delivery.seat_holders s WHERE s.entitlement_id = $1)) GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT 2000`);
const ofProduct = statement('delivery.api_usage_of_product', `
  SELECT date_trunc($2, u.hour, 'UTC') AS at, ${sums}, count(DISTINCT u.entitlement_id)::int AS entitlements FROM delivery.api_usage u JOIN delivery.entitlements e ON e.id = u.entitlement_id
  WHERE e.product_id = $1 AND e.merchant_id = $5 AND u.hour >= $3 AND u.hour < $4 GROUP BY 1 ORDER BY 1 DESC LIMIT 2000`);
const taking = statement('delivery.access_taking_units', `
  SELECT e.id FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id
  WHERE e.order_id = $1 AND e.product_id = $2 AND e.id <> $3 AND e.state = 'active' AND ${takesUnits} ORDER BY e.granted_at, e.id LIMIT 1`);
const planOf = statement('delivery.api_plan_of_variant', `SELECT ${planColumns} FROM delivery.api_plans p WHERE p.variant_id = $1 AND p.merchant_id = $2`);
const having = statement('delivery.has_api_plan', 'SELECT EXISTS (SELECT FROM delivery.api_plans WHERE variant_id = $1) AS has');

interface AccessRow extends ApiPlanTerms { total: number | null; used: number; extra: number; targetId: string | null; keptPeriod: QuotaPeriod; soldScopes: readonly ApiScope[] | null }

export interface UsageSpan { readonly from: Date; readonly until: Date; readonly by: 'hour' | 'day' }

/** API access as its buyer and its merchant read it. The caller has made sure that the reader holds it. */
@Injectable()
export class ApiAccessReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws ApiPlanUnknown */
  async of(entitlementId: string): Promise<ApiAccessView> {
    const now = this.clock.now();
    const [[row], made] = await Promise.all([
      this.database.read<AccessRow>(access, [entitlementId, now]),
      this.database.read<CredentialView>(credentials, [entitlementId, now]),
    ]);
    if (!row) throw new ApiPlanUnknown();
    const { total, used, extra, targetId, keptPeriod, soldScopes, ...terms } = row;
    const plan = { ...terms, quotaPeriod: keptPeriod, scopes: asSold(terms.scopes, soldScopes) };
    const joinedId = targetId === entitlementId ? null : targetId;
    const quota = total === null ? null : { total, used, extra, left: unitsLeft({ quota: total, usedUnits: used, extraUnits: extra }) ?? 0, renewedAt: quotaRenewedAt(plan.quotaPeriod, now) ?? null };
    return { plan, quota: joinedId && quota ? { ...quota, left: 0 } : quota, joinedId, canJoin: targetId === entitlementId && quota !== null && quota.left > 0, credentials: made };
  }

  /** What the units of a top-up can join in an order: the oldest access to the same API. The caller has made sure that the reader holds the order. */
  async takingUnits(orderId: string, { id, productId }: { readonly id: string; readonly productId: string }): Promise<string | undefined> {
    const [row] = await this.database.read<{ id: string }>(taking, [orderId, productId, id]);
    return row?.id;
  }

  /** Newest first, nothing where nobody called. @param holdsOrder whoever only holds the seat sees the hours that began since it was given to them */
  usage(entitlementId: string, { from, until, by }: UsageSpan, { holdsOrder }: { readonly holdsOrder: boolean }): Promise<UsageRow[]> {
    return this.database.read<UsageRow>(usage, [entitlementId, by, from, until, holdsOrder]);
  }

  /** Of all buyers of a merchant's own product. */
  usageOfProduct(productId: string, merchantId: string, { from, until, by }: UsageSpan): Promise<MerchantUsageRow[]> {
    return this.database.read<MerchantUsageRow>(ofProduct, [productId, by, from, until, merchantId]);
  }

  /** @throws ApiPlanUnknown */
  async planOf(variantId: string, merchantId: string): Promise<ApiPlanTerms> {
    const [plan] = await this.database.read<ApiPlanTerms>(planOf, [variantId, merchantId]);
    if (!plan) throw new ApiPlanUnknown();
    return plan;
  }

  /** Whether a variant, of whatever kind, gives something of an API too. */
  async comesWith(variantId: string): Promise<boolean> {
    const [row] = await this.database.read<{ has: boolean }>(having, [variantId]);
    return row?.has ?? false;
  }
}

/** Whatever a call takes now, it takes no more than when access was bought. */
function asSold(scopes: readonly ApiScope[], sold: readonly ApiScope[] | null): ApiScope[] {
  return scopes.map((scope) => ({ ...scope, units: Math.min(scope.units, sold?.find(({ name }) => name === scope.name)?.units ?? scope.units) }));
}

import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { ApiPlanUnknown } from './api-access.errors.js';
import { planColumns, type ApiPlanTerms } from './api-plan-view.js';
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
  /** Those that can be used, newest first. */
  readonly credentials: readonly CredentialView[];
}

/** One hour or day of calls. */
export interface UsageRow { readonly at: Date; readonly scope: string; readonly calls: number; readonly units: number; readonly refused: number; readonly givenBack: number }

export interface MerchantUsageRow extends Omit<UsageRow, 'scope'> { readonly entitlements: number }

const access = statement('delivery.api_access', `
  SELECT ${planColumns}, p.quota_units::float8 * ${piecesHeld('e')} AS total, coalesce(m.extra_units, 0)::float8 AS extra, t.target_id AS "targetId",
    CASE WHEN p.quota_period <> 'purchase' AND m.period_at < date_trunc(p.quota_period, $2::timestamptz, 'UTC') THEN 0 ELSE coalesce(m.used_units, 0) END::float8 AS used
  FROM delivery.entitlements e JOIN delivery.api_plans p ON p.variant_id = e.variant_id LEFT JOIN delivery.api_meters m ON m.entitlement_id = e.id LEFT JOIN delivery.api_top_ups t ON t.entitlement_id = e.id
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
const planOf = statement('delivery.api_plan_of_variant', `SELECT ${planColumns} FROM delivery.api_plans p WHERE p.variant_id = $1 AND p.merchant_id = $2`);
const having = statement('delivery.api_plans_of_products', 'SELECT DISTINCT product_id AS id FROM delivery.api_plans WHERE product_id = ANY ($1::uuid[])');

export interface UsageSpan { readonly from: Date; readonly until: Date; readonly by: 'hour' | 'day' }

/** API access as its buyer and its merchant read it. The caller has made sure that the reader holds it. */
@Injectable()
export class ApiAccessReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws ApiPlanUnknown */
  async of(entitlementId: string): Promise<ApiAccessView> {
    const now = this.clock.now();
    const [[row], made] = await Promise.all([
      this.database.read<ApiPlanTerms & { total: number | null; used: number; extra: number; targetId: string | null }>(access, [entitlementId, now]),
      this.database.read<CredentialView>(credentials, [entitlementId, now]),
    ]);
    if (!row) throw new ApiPlanUnknown();
    const { total, used, extra, targetId, ...plan } = row;
    const quota = total === null ? null : { total, used, extra, left: unitsLeft({ quota: total, usedUnits: used, extraUnits: extra }) ?? 0, renewedAt: quotaRenewedAt(plan.quotaPeriod, now) ?? null };
    return { plan, quota, joinedId: targetId === entitlementId ? null : targetId, credentials: made };
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

  /** Which of the products have an API. */
  async among(productIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.read<{ id: string }>(having, [productIds]);
    return new Set(rows.map(({ id }) => id));
  }
}

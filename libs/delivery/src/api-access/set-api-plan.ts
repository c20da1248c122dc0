import { Inject, Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct, type DeliveryKind } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { CONFIG, Database, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { ApiPlanRefused } from './api-access.errors.js';
import type { ApiPlanTerms } from './api-plan-view.js';
import { ApiPlan } from './api-plan.entity.js';
import { upstreamUrl } from './upstream-url.js';

export interface PlanOfVariant { readonly merchantId: string; readonly productId: string; readonly variantId: string; readonly personId: string; readonly terms: ApiPlanTerms }

/** Sets what a variant gives of its merchant's API. It holds for those who bought it before, too, but the quota and what calls take of it stay as sold where they would be worse; setting the same again changes nothing. */
@Injectable()
export class SetApiPlan {
  constructor(private readonly database: Database, private readonly products: MerchantPriceReads, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'gateway'>) {}

  /** @throws NotYourProduct, UpstreamRefused, ApiPlanRefused */
  async run({ merchantId, productId, variantId, personId, terms }: PlanOfVariant): Promise<void> {
    const product = await this.products.ofProduct(productId, merchantId);
    if (!product?.variants.some(({ id }) => id === variantId)) throw new NotYourProduct();
    refuseUnclear(terms, product.deliveryKind);
    const upstream = terms.upstreamUrl === null ? null : upstreamUrl(terms.upstreamUrl, this.config.gateway.allowsPrivateUpstreams);
    const at = this.clock.now();
    await this.database.transaction(async (tx) => {
      const quotaUnits = terms.quotaUnits === null ? null : BigInt(terms.quotaUnits);
      await tx.upsert(ApiPlan, { ...terms, scopes: [...terms.scopes], quotaUnits, upstreamUrl: upstream, variantId, productId, merchantId, setAt: at }, ['variantId']);
      await recordAudit(tx, { personId, action: 'delivery.api_plan_set', happenedAt: at, details: { variantId, ...terms } });
    });
  }
}

/** Ends and top-ups are for what is bought as access; a subscription ends with its payments. */
function refuseUnclear({ scopes, isTopUp, quotaUnits, quotaPeriod, validDays }: ApiPlanTerms, kind: DeliveryKind): void {
  if (!scopes.length || new Set(scopes.map(({ name }) => name)).size < scopes.length) throw new ApiPlanRefused({}, 'scopes');
  if (kind !== 'api-access' && (isTopUp || validDays !== null)) throw new ApiPlanRefused({}, isTopUp ? 'isTopUp' : 'validDays');
  if (isTopUp && (quotaUnits === null || quotaPeriod !== 'purchase')) throw new ApiPlanRefused({}, 'quotaUnits');
}

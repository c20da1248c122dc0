import { Injectable } from '@nestjs/common';
import type { ProductView } from '@silkport/catalog';
import { ApiAccessReads, ApiPlanUnknown, CommissionPlans, SessionPlans, type ApiPlanTerms, type CommissionPlanView, type SessionPlanView } from '@silkport/delivery';

/** What a merchant has settled of how something is delivered: a buyer is told before paying. */
export interface ProductTerms {
  readonly sessions?: SessionPlanView | undefined;
  readonly commission?: CommissionPlanView | undefined;
  readonly api?: ApiPlanTerms | undefined;
}

/** Of a product with one variant: what differs between variants, their own names and descriptions say. */
@Injectable()
export class ProductTermsReads {
  constructor(private readonly sessions: SessionPlans, private readonly commissions: CommissionPlans, private readonly apis: ApiAccessReads) {}

  async of({ id, merchantId, deliveryKind, variants }: ProductView): Promise<ProductTerms> {
    if (deliveryKind === 'booking') return { sessions: await this.sessions.find(id) };
    const [only, another] = variants;
    if (!only || another) return {};
    if (deliveryKind === 'commission') return { commission: await this.commissions.find(only.id) };
    return deliveryKind === 'api-access' ? { api: await this.apiPlan(only.id, merchantId) } : {};
  }

  private async apiPlan(variantId: string, merchantId: string): Promise<ApiPlanTerms | undefined> {
    try {
      return await this.apis.planOf(variantId, merchantId);
    } catch (error) {
      if (error instanceof ApiPlanUnknown) return undefined;
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { FreeSlots } from '../bookings/free-slots.js';
import { SessionPlans } from '../bookings/session-plan.js';
import { isOffered } from '../files/reaching-assets.js';
import { trackForm } from '../streams/track-form.js';
import { gapsOf, type Gap, type SetOfProduct, type SetOfVariant } from './needs-of-kind.js';

/** A product that is to be sold; its variants in their order. */
export interface ToBeDelivered {
  readonly productId: string;
  readonly deliveryKind: DeliveryKind;
  readonly variantIds: readonly string[];
}

interface Row {
  contentTypes: string[];
  hasChapters: boolean;
  dataSet: SetOfProduct['dataSet'];
  hasLessons: boolean;
  variants: SetOfVariant[];
}

const setOfProduct = statement('delivery.set_of_product', `
  SELECT ARRAY(SELECT a.content_type FROM delivery.assets a WHERE a.product_id = $1 AND ${isOffered('a')}) AS "contentTypes",
    EXISTS (SELECT FROM delivery.chapters c LEFT JOIN delivery.assets a ON a.id = c.asset_id WHERE c.product_id = $1 AND c.published_at <= $3 AND a.withdrawn_at IS NULL) AS "hasChapters",
    coalesce((SELECT CASE WHEN (SELECT bool_and(EXISTS (SELECT FROM delivery.assets a WHERE a.id = (t ->> 'assetId')::uuid AND ${isOffered('a')})) FROM jsonb_array_elements(d.tables) AS t)
      THEN 'described' ELSE 'outdated' END FROM delivery.data_sets d WHERE d.product_id = $1), 'none') AS "dataSet",
    EXISTS (SELECT FROM delivery.course_versions v WHERE v.product_id = $1) AS "hasLessons",
    coalesce((SELECT json_agg(json_build_object('id', w.id,
        'hasKeys', coalesce(k.source, 'pool') = 'generated' OR EXISTS (SELECT FROM delivery.licence_keys l WHERE l.variant_id = w.id AND l.entitlement_id IS NULL),
        'hasKeyPlan', k.variant_id IS NOT NULL,
        'hasApiPlan', EXISTS (SELECT FROM delivery.api_plans p WHERE p.variant_id = w.id),
        'hasCommissionPlan', EXISTS (SELECT FROM delivery.commission_plans p WHERE p.variant_id = w.id),
        'hasCustoms', EXISTS (SELECT FROM delivery.customs_of_products p WHERE p.product_id = $1 AND (p.variant_id = w.id OR p.variant_id IS NULL))) ORDER BY w.position)
      FROM unnest($2::uuid[]) WITH ORDINALITY AS w (id, position) LEFT JOIN delivery.key_plans k ON k.variant_id = w.id), '[]') AS variants`);

/** Whether what a merchant wants to sell could be delivered to whoever buys it now. */
@Injectable()
export class Readiness {
  constructor(private readonly database: Database, private readonly plans: SessionPlans, private readonly slots: FreeSlots, private readonly clock: Clock) {}

  /** What is missing, by the names that the routes around a product have for it; empty where it can be sold. */
  async gapsOf({ productId, deliveryKind, variantIds }: ToBeDelivered): Promise<Gap[]> {
    const [row] = await this.database.read<Row>(setOfProduct, [productId, variantIds, this.clock.now()]);
    if (!row) throw new Error('A row of facts has no row');
    const { contentTypes, hasChapters, ...set } = row;
    return gapsOf(deliveryKind, {
      ...set, hasFiles: contentTypes.length > 0, hasTracks: hasChapters || contentTypes.some((type) => trackForm(type, false) !== undefined),
      hasFreeSlots: deliveryKind === 'booking' && (await this.hasFreeSlots(productId)),
    });
  }

  private async hasFreeSlots(productId: string): Promise<boolean> {
    const plan = await this.plans.find(productId);
    if (!plan) return false;
    return this.slots.hasAny(plan);
  }
}

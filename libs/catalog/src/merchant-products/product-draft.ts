import type { ListedPrice } from '@silkport/pricing';
import type { Translated } from '@silkport/values';
import type { BillingPlan } from '../billing-plan.js';
import type { DeliveryKind } from '../delivery-kinds.js';
import type { Unit } from '../units.js';

/** A variant as its merchant writes it. */
export interface VariantDraft {
  /** Of one that is there already. */
  readonly id?: string | undefined;
  /** Made from the product's code where it is left out. */
  readonly sku?: string | undefined;
  readonly name: Translated;
  /** The whole list. Of a variant that is there already: they stay as they are where it is left out. */
  readonly prices?: readonly ListedPrice[] | undefined;
  /** Of a parcel, with its packing. */
  readonly weightGrams?: number | null | undefined;
  /** Of a service that runs for a while: for how many days. */
  readonly serviceDays?: number | null | undefined;
  /** Of a subscription. */
  readonly billing?: BillingPlan | null | undefined;
  /** Of a bundle: the variants that it holds, a piece of each. */
  readonly contains?: readonly string[] | undefined;
  /** Pieces to begin with, of a variant that is new; absent where there is no limit. Keys and bundles count themselves. */
  readonly stock?: number | undefined;
}

/** What a merchant may say anew of a product, whatever it has said before. */
export interface ProductWords {
  readonly name: Translated;
  readonly description: Translated;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly unit: Unit;
  readonly taxonomyId: string;
  /** Made from the name where it is left out. */
  readonly code?: string | undefined;
  /** The same. */
  readonly slug?: string | undefined;
  readonly variants: readonly VariantDraft[];
}

export interface ProductDraft extends ProductWords {
  readonly deliveryKind: DeliveryKind;
}

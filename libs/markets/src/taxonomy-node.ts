import type { Locale } from '@silkport/values';

/** How an order on this platform is counted by default; a line stores its own two facts (ordered, delivered). */
export type SupplyMode = 'ordered' | 'delivered' | 'both';

export type TaxClass =
  | 'ess' | 'e-publication' | 'telecom' | 'live-service' | 'professional' | 'financial' | 'education' | 'health' | 'ip-licence'
  | 'data-licence' | 'intermediation' | 'saas-b2b' | 'goods-standard' | 'goods-reduced' | 'goods-restricted';

export type DeliveryMethod =
  | 'file-download' | 'licence-key' | 'streaming' | 'api-credential' | 'subscription-access' | 'scheduled-service'
  | 'milestone-deliverable' | 'account-credit' | 'shipment';

/** A class of what is traded. Products hang on leaves (level 3); only leaves have a kind, a tax class and codes. */
export type TaxonomyNode = {
  readonly id: string;
  readonly parent: string | null;
  readonly level: 1 | 2 | 3;
  /** Place among its siblings, from 1, where the table gives one. */
  readonly order: number | null;
  readonly names: Readonly<Record<Locale, string>>;
  readonly kind?: 'service' | 'goods';
  readonly supplyMode?: SupplyMode;
  readonly taxClass?: TaxClass;
  /** EBOPS 2010 item of services; sub-items are of medium confidence. */
  readonly ebops2010?: string;
  /** CPC 2.1, from memory: to be verified before a statistical filing. */
  readonly cpc21: readonly string[];
  /** Harmonised System: two digits each. A chapter is never enough to compute duty. */
  readonly hsChapters: readonly string[];
  readonly hsHeadingHint?: string;
  readonly deliveryMethods: readonly DeliveryMethod[];
  /** What the trade rules ask about: `data-export`, `content-rating`... */
  readonly complianceTags: readonly string[];
};

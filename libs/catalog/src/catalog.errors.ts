import { DomainError, type Reason } from '@silkport/platform';

export class ProductUnknown extends DomainError {
  readonly code = 'catalog.product_unknown';
  readonly status = 404;
}

/** The merchant has taken the product off sale. */
export class ProductWithdrawn extends DomainError {
  readonly code = 'catalog.product_withdrawn';
  readonly status = 410;
}

/** Fewer pieces are left than were asked for. */
export class SoldOut extends DomainError {
  readonly code = 'catalog.sold_out';
  readonly status = 409;

  constructor(readonly variantIds: readonly string[]) {
    super({ count: variantIds.length }, 'items');
  }
}

/** The product belongs to another merchant, or to none. */
export class NotYourProduct extends DomainError {
  readonly code = 'catalog.not_your_product';
  readonly status = 404;
}

/** A price is not above zero, not an amount that can be charged, or too large for any card. */
export class PriceRefused extends DomainError {
  readonly code = 'catalog.price_refused';
  readonly status = 400;
}

/** Two prices of a list are for the same currency and market at the same time. */
export class PricesOverlap extends DomainError {
  readonly code = 'catalog.prices_overlap';
  readonly status = 400;
}

/** A price list leaves a time without a price in the main currency for every market, which others are converted from. */
export class MainPriceMissing extends DomainError {
  readonly code = 'catalog.main_price_missing';
  readonly status = 400;
}

/** A price would end before it begins, or has ended already. */
export class PricePeriodRefused extends DomainError {
  readonly code = 'catalog.price_period_refused';
  readonly status = 400;
}

/** A price names a country/region that is no market. */
export class PriceMarketUnknown extends DomainError {
  readonly code = 'catalog.price_market_unknown';
  readonly status = 400;
}

/** A bundle that holds nothing, what is not there, another merchant's things, or another bundle. */
export class BundleRefused extends DomainError {
  readonly code = 'catalog.bundle_refused';
  readonly status = 422;
}

/** No leaf of the taxonomy is called so. */
export class CategoryUnknown extends DomainError {
  readonly code = 'catalog.category_unknown';
  readonly status = 400;
}

/** Products of the class are not delivered in this way. */
export class KindNotOfCategory extends DomainError {
  readonly code = 'catalog.kind_not_of_category';
  readonly status = 422;
}

/** A name in no language at all. */
export class NameMissing extends DomainError {
  readonly code = 'catalog.name_missing';
  readonly status = 400;
}

/** Something that is not said of products of this kind. */
export class NotOfThisKind extends DomainError {
  readonly code = 'catalog.not_of_this_kind';
  readonly status = 422;
}

export class CodeTaken extends DomainError {
  readonly code = 'catalog.code_taken';
  readonly status = 409;
}

export class SlugTaken extends DomainError {
  readonly code = 'catalog.slug_taken';
  readonly status = 409;
}

/** Another variant of the same merchant has the number. */
export class SkuTaken extends DomainError {
  readonly code = 'catalog.sku_taken';
  readonly status = 409;
}

/** Not a variant of the product, or one that is named twice. */
export class VariantUnknown extends DomainError {
  readonly code = 'catalog.variant_unknown';
  readonly status = 422;
}

/** A change leaves a variant out that is there. */
export class VariantLeftOut extends DomainError {
  readonly code = 'catalog.variant_left_out';
  readonly status = 422;
}

/** The stock of a variant that is there is changed by a request of its own, which says what it is based on. */
export class StockSetElsewhere extends DomainError {
  readonly code = 'catalog.stock_set_elsewhere';
  readonly status = 422;
}

/** There are other pieces now than the change was based on. */
export class StockChanged extends DomainError {
  readonly code = 'catalog.stock_changed';
  readonly status = 409;
}

/** It has been on sale: what people bought or were promised of it stays. */
export class PublishedBefore extends DomainError {
  readonly code = 'catalog.published_before';
  readonly status = 409;
}

/** A product without any variant would be nothing to buy. */
export class LastVariant extends DomainError {
  readonly code = 'catalog.last_variant';
  readonly status = 409;
}

/** A bundle of the merchant's would hold what is not there. */
export class HeldByBundle extends DomainError {
  readonly code = 'catalog.held_by_bundle';
  readonly status = 409;
}

/** What stays as it is from the first publication on. */
export class FixedOncePublished extends DomainError {
  readonly code = 'catalog.fixed_once_published';
  readonly status = 409;
}

/** What a product lacks before it may be on sale, by name. */
export class ProductIncomplete extends DomainError {
  readonly code = 'catalog.product_incomplete';
  readonly status = 422;

  constructor(override readonly reasons: readonly Reason[]) {
    super({ count: reasons.length });
  }
}

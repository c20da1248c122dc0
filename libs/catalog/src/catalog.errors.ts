import { DomainError } from '@silkport/platform';

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

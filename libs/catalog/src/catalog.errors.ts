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

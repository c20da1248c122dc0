import { Injectable } from '@nestjs/common';
import { ownGaps, type MerchantProduct } from '@silkport/catalog';
import { Readiness } from '@silkport/delivery';
import type { Reason } from '@silkport/platform';

/** What a product lacks before it may be on sale: what the catalogue asks of every product, and what delivery asks of its kind. */
@Injectable()
export class ProductGaps {
  constructor(private readonly readiness: Readiness) {}

  async of(product: MerchantProduct): Promise<Reason[]> {
    const { id: productId, deliveryKind, variants } = product;
    return [...ownGaps(product), ...(await this.readiness.gapsOf({ productId, deliveryKind, variantIds: variants.map(({ id }) => id) }))];
  }
}

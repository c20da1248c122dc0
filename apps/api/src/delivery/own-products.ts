import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct, type DeliveryKind, type PricedProduct } from '@silkport/catalog';
import { isId } from '@silkport/values';

/** A merchant's own products, for what is set beside them. */
@Injectable()
export class OwnProducts {
  constructor(private readonly products: MerchantPriceReads) {}

  /** @throws NotYourProduct also where it is of another kind */
  async require(productId: string, merchantId: string, kind?: DeliveryKind): Promise<PricedProduct> {
    const product = isId(productId) ? await this.products.ofProduct(productId, merchantId) : undefined;
    if (!product || (kind && product.deliveryKind !== kind)) throw new NotYourProduct();
    return product;
  }
}

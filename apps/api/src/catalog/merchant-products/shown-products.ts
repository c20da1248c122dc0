import { Injectable } from '@nestjs/common';
import { MerchantProductReads, NotYourProduct, type MerchantProduct } from '@silkport/catalog';
import { Phrases } from '@silkport/i18n';
import { isId, type Locale } from '@silkport/values';
import { merchantProductAnswer, type MerchantProductAnswer } from './merchant-product-answer.js';
import { ProductGaps } from './product-gaps.js';

/** A merchant's own products, as they are answered. */
@Injectable()
export class ShownProducts {
  constructor(private readonly products: MerchantProductReads, private readonly gaps: ProductGaps, private readonly phrases: Phrases) {}

  /** @throws NotYourProduct */
  async require(productId: string, merchantId: string): Promise<MerchantProduct> {
    const product = isId(productId) ? await this.products.one(productId, merchantId) : undefined;
    if (!product) throw new NotYourProduct();
    return product;
  }

  /** With what is missing, in the reader's language. @throws NotYourProduct */
  async show(productId: string, merchantId: string, reader: Locale): Promise<MerchantProductAnswer> {
    const product = await this.require(productId, merchantId);
    const missing = await this.gaps.of(product);
    return merchantProductAnswer(product, missing.map(({ field, code }) => ({ field, code, detail: this.phrases.say(reader, code) })));
  }
}

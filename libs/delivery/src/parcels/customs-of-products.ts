import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, ProductUnknown, type PricedProduct } from '@silkport/catalog';
import { findTaxonomyNode } from '@silkport/markets';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';

/** What customs ask of a product, or of one variant. */
export interface CustomsFacts {
  /** Harmonized System, six to ten digits. */
  readonly hsCode: string;
  /** Where it was made, ISO 3166-1 alpha-2. */
  readonly originCountry: string;
  /** By language (BCP 47); English always. */
  readonly description: Readonly<Record<string, string>>;
  /** Of one piece. */
  readonly netWeightGrams: number;
}

export interface CustomsView extends CustomsFacts {
  readonly productId: string;
  /** Null of all variants that have none of their own. */
  readonly variantId: string | null;
  readonly confirmedAt: Date;
}

export interface CustomsOfProductView {
  readonly confirmed: readonly CustomsView[];
  /** The heading (four digits or chapter) that such goods are usually under; the merchant decides, and adds the rest. Null where none is known. */
  readonly suggestedHsHeading: string | null;
}

export interface CustomsRequest extends CustomsFacts { readonly productId: string; readonly variantId: string | null; readonly merchantId: string; readonly personId: string }

const columns = `product_id AS "productId", variant_id AS "variantId", hs_code AS "hsCode", origin_country AS "originCountry", description, net_weight_grams AS "netWeightGrams", confirmed_at AS "confirmedAt"`;
const confirm = statement('delivery.confirm_customs', `
  INSERT INTO delivery.customs_of_products (id, product_id, variant_id, merchant_id, hs_code, origin_country, description, net_weight_grams, confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (product_id, variant_id) DO UPDATE SET hs_code = excluded.hs_code, origin_country = excluded.origin_country, description = excluded.description, net_weight_grams = excluded.net_weight_grams,
    confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at`);
const ofProduct = statement('delivery.customs_of_product', `SELECT ${columns} FROM delivery.customs_of_products WHERE product_id = $1 ORDER BY variant_id NULLS FIRST`);
const ofProducts = statement('delivery.customs_of_products', `SELECT ${columns} FROM delivery.customs_of_products WHERE product_id = ANY ($1::uuid[])`);

/** What a merchant has confirmed to customs about its goods: once, then it stands on every paper. */
@Injectable()
export class CustomsOfProducts {
  constructor(private readonly database: Database, private readonly products: MerchantPriceReads, private readonly clock: Clock) {}

  /** Confirming again replaces it, also when it is sent twice. @throws ProductUnknown of a product or variant that is not the merchant's */
  async confirm({ productId, variantId, merchantId, personId, hsCode, originCountry, description, netWeightGrams }: CustomsRequest): Promise<void> {
    const { variants } = await this.own(productId, merchantId);
    if (variantId !== null && !variants.some(({ id }) => id === variantId)) throw new ProductUnknown({}, 'variantId');
    await this.database.transaction(async (tx) => {
      await prepared(tx, confirm, [newId(), productId, variantId, merchantId, hsCode, originCountry, JSON.stringify(description), netWeightGrams, personId, this.clock.now()]);
    });
  }

  /** @throws ProductUnknown */
  async ofProduct(productId: string, merchantId: string): Promise<CustomsOfProductView> {
    const { taxonomyId } = await this.own(productId, merchantId);
    const confirmed = await this.database.read<CustomsView>(ofProduct, [productId]);
    return { confirmed, suggestedHsHeading: findTaxonomyNode(taxonomyId)?.hsHeadingHint ?? null };
  }

  /** For each of these the variant's own facts, else the product's. */
  async ofVariants(variants: readonly { readonly productId: string; readonly variantId: string }[]): Promise<ReadonlyMap<string, CustomsView>> {
    const rows = await this.database.read<CustomsView>(ofProducts, [[...new Set(variants.map(({ productId }) => productId))]]);
    return new Map(variants.flatMap(({ productId, variantId }) => {
      const found = rows.find((row) => row.variantId === variantId) ?? rows.find((row) => row.productId === productId && row.variantId === null);
      return found ? [[variantId, found] as const] : [];
    }));
  }

  private async own(productId: string, merchantId: string): Promise<PricedProduct> {
    const product = await this.products.ofProduct(productId, merchantId);
    if (!product) throw new ProductUnknown({}, 'productId');
    return product;
  }
}

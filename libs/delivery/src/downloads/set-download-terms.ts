import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

export interface DownloadTermsView {
  /** How often each file may reach the holder of an entitlement whole; null without limit. */
  readonly completedLimit: number | null;
  /** How often each recording may be played; null without limit. */
  readonly playLimit: number | null;
  /** PDF, EPUB and images carry the number of their order. */
  readonly stampsOrderNumber: boolean;
}

export interface TermsRequest extends DownloadTermsView { readonly productId: string; readonly merchantId: string }

const set = statement('delivery.set_download_terms', `
  INSERT INTO delivery.download_terms (product_id, merchant_id, completed_limit, play_limit, stamps_order_number, set_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (product_id) DO UPDATE SET completed_limit = excluded.completed_limit, play_limit = excluded.play_limit, stamps_order_number = excluded.stamps_order_number, set_at = excluded.set_at`);

/** How a merchant gives out the files of a product. It holds from then on for what was bought before too: a higher limit opens what a lower one had closed. */
@Injectable()
export class SetDownloadTerms {
  constructor(private readonly database: Database, private readonly products: MerchantPriceReads, private readonly clock: Clock) {}

  /** Doing it again changes nothing. @throws NotYourProduct */
  async run({ productId, merchantId, completedLimit, playLimit, stampsOrderNumber }: TermsRequest): Promise<void> {
    if (!(await this.products.ofProduct(productId, merchantId))) throw new NotYourProduct();
    await this.database.read(set, [productId, merchantId, completedLimit, playLimit, stampsOrderNumber, this.clock.now()]);
  }
}

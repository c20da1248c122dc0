import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';

const set = statement('delivery.set_release_terms', `
  INSERT INTO delivery.release_terms (product_id, gives_updates) VALUES ($1, $2) ON CONFLICT (product_id) DO UPDATE SET gives_updates = excluded.gives_updates`);

/** Settles whether those who bought a product before get its later releases. What was published stays as it was. */
@Injectable()
export class SetReleaseTerms {
  constructor(private readonly database: Database) {}

  /** @param productId one of the merchant's, as the caller has made sure */
  async run({ productId, givesUpdates }: { readonly productId: string; readonly givesUpdates: boolean }): Promise<void> {
    await this.database.read(set, [productId, givesUpdates]);
  }
}

import { Injectable } from '@nestjs/common';
import { NotYourProduct, QuotableVariants } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Idempotency, type IdempotentRequest } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { insertKeys } from './insert-keys.js';
import { lockPool, stockAfterImport } from './key-stock.js';
import { KeysInPool } from './licence-key.errors.js';
import { named, readKeyFile } from './read-key-file.js';

export interface KeyImport { readonly variantId: string; readonly merchantId: string; readonly personId: string; readonly csv: string }

/** Puts a file of keys into a variant's pool and on sale, all of them or none: the catalogue's stock grows by the same number in the same transaction, unless the variant's keys are generated. */
@Injectable()
export class ImportLicenceKeys {
  constructor(private readonly database: Database, private readonly variants: QuotableVariants, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @returns how many keys there were @throws NotYourProduct, KeyFileRefused, KeysTwice, KeysInPool with the lines of keys that are in this or another pool */
  async run({ variantId, merchantId, personId, csv }: KeyImport, idempotent: IdempotentRequest): Promise<number> {
    const variant = (await this.variants.byId([variantId])).get(variantId);
    if (variant?.merchantId !== merchantId || variant.deliveryKind !== 'licence-key') throw new NotYourProduct();
    const filed = readKeyFile(csv);
    return this.database.transaction(async (tx) => {
      if (await this.idempotency.claim(tx, idempotent, newId())) return filed.length;
      await lockPool(tx, variantId);
      const added = new Set(await insertKeys(tx, variantId, filed.map(({ key }) => key)));
      const known = filed.filter(({ key }) => !added.has(key));
      if (known.length) throw new KeysInPool(named(known), 'csv');
      await stockAfterImport(tx, variantId, filed.length);
      await recordAudit(tx, { personId, action: 'delivery.licence_keys_imported', happenedAt: this.clock.now(), details: { variantId, merchantId, keys: filed.length } });
      return filed.length;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { NotYourProduct, QuotableVariants } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Idempotency, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { insertKeys, type Pool } from './insert-keys.js';
import { lockPool, poolNow, stockAfterImport } from './key-stock.js';
import { KeyPoolFull, KeysInPool } from './licence-key.errors.js';
import { named, readKeyFile, type FiledKey } from './read-key-file.js';

export interface KeyImport { readonly variantId: string; readonly merchantId: string; readonly personId: string; readonly csv: string }

/** Free ones: more than a shop sells in years, and what a pool is counted through in a moment. */
const mostKeysAPool = 200_000;

/** Puts a file of keys into a variant's pool and on sale, all of them or none: the catalogue's stock grows by the same number in the same transaction, unless the variant's keys are generated. Imports that were refused are in the audit log, too. */
@Injectable()
export class ImportLicenceKeys {
  constructor(private readonly database: Database, private readonly variants: QuotableVariants, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @returns how many keys there were @throws NotYourProduct, KeyFileRefused, KeysTwice, KeyPoolFull, KeysInPool with the lines of keys that are in a pool of the product: nothing is told of other pools */
  async run(wanted: KeyImport, idempotent: IdempotentRequest): Promise<number> {
    const { variantId, merchantId, csv } = wanted;
    const variant = await this.variants.own(variantId, merchantId);
    if (variant?.deliveryKind !== 'licence-key') throw new NotYourProduct();
    const filed = readKeyFile(csv);
    try {
      await this.database.transaction((tx) => this.put(tx, { ...wanted, productId: variant.productId }, filed, idempotent));
    } catch (error) {
      if (error instanceof KeysInPool) await this.database.transaction((tx) => this.note(tx, wanted, 'refused', filed.length));
      throw error;
    }
    return filed.length;
  }

  private async put(tx: Tx, wanted: KeyImport & Pool, filed: readonly FiledKey[], idempotent: IdempotentRequest): Promise<void> {
    if (await this.idempotency.claim(tx, idempotent, newId())) return;
    await lockPool(tx, wanted.variantId);
    const { free } = await poolNow(tx, wanted.variantId);
    if (free + filed.length > mostKeysAPool) throw new KeyPoolFull({ max: mostKeysAPool }, 'csv');
    const added = new Set(await insertKeys(tx, wanted, filed.map(({ key }) => key)));
    const known = filed.filter(({ key }) => !added.has(key));
    if (known.length) throw new KeysInPool(named(known), 'csv');
    await stockAfterImport(tx, wanted.variantId, filed.length);
    await this.note(tx, wanted, 'imported', filed.length);
  }

  private note(tx: Tx, { variantId, merchantId, personId }: KeyImport, what: 'imported' | 'refused', keys: number): Promise<void> {
    return recordAudit(tx, { personId, action: `delivery.licence_keys_${what}`, happenedAt: this.clock.now(), details: { variantId, merchantId, keys } });
  }
}

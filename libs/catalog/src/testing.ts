import { ExchangeRates, RecordRates, sampleRates } from '@silkport/pricing';
import { Database, loadConfig, type Statement } from '@silkport/platform';
import { money, newId, SystemClock } from '@silkport/values';
import { ProductReads } from './product-reads.js';
import { PublishProducts, type NewProduct } from './publish-products.js';
import { SearchReads } from './search-reads.js';
import { ShelfReads } from './shelf-reads.js';
import { WithdrawProduct } from './withdraw-product.js';

/** A database that remembers the names of the statements that were read through it. */
export class WatchedDatabase extends Database {
  readonly asked: string[] = [];

  override read<Row extends object>(prepared: Statement, values?: readonly unknown[]): Promise<Row[]> {
    this.asked.push(prepared.name);
    return super.read(prepared, values);
  }
}

/** The catalogue on a database of its own, with a day's rates unless it has others. */
export async function catalogOn({ dataSource }: Database, recordsRates = true) {
  const database = new WatchedDatabase(dataSource);
  const clock = new SystemClock();
  const config = loadConfig({});
  const rates = new ExchangeRates(database, config, clock);
  if (recordsRates) await new RecordRates(database, clock, config, rates).run(sampleRates());
  await rates.current();
  return {
    database, products: new ProductReads(database, rates, clock), searches: new SearchReads(database, rates, clock), shelves: new ShelfReads(database),
    publish: new PublishProducts(database, clock), withdraw: new WithdrawProduct(database),
  };
}

export type Catalog = Awaited<ReturnType<typeof catalogOn>>;

export const aMerchant = { id: newId(), slug: 'old-kiln', name: { en: 'Old Kiln', 'zh-CN': '老窑' } };

let published = 0;

/** A tea bowl unless told otherwise; codes, slugs and numbers of stock-keeping are new each time. */
export function aProduct(change: Partial<NewProduct> = {}): NewProduct {
  published += 1;
  const name = change.name ?? { en: `Bowl ${published}` };
  return {
    code: `p${published}`, slug: `p-${published}`, merchant: aMerchant, clusterId: 'jingdezhen', taxonomyId: 'g.ceramics.tea', deliveryKind: 'parcel', unit: 'piece', name,
    description: { en: 'Made by hand.' }, tags: {}, variants: [{ sku: `s${published}`, name, prices: [money(12_80n, 'CNY')] }], publishedAt: new Date(Date.UTC(2026, 0, 1) + published * 1000), ...change,
  };
}

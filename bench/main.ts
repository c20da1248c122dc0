import { cpus } from 'node:os';
import { ProductReads, SearchReads } from '@silkport/catalog';
import { ExchangeRates, type PriceTable } from '@silkport/pricing';
import { loadConfig } from '@silkport/platform';
import { SystemClock } from '@silkport/values';
import { bareOrders } from './bare-orders.js';
import { benchDownloads, benchSlowReaders } from './downloads.js';
import { benchGateway } from './gateway.js';
import { benchLicences } from './licences.js';
import { startMarket } from './market.js';
import { benchOrders } from './orders.js';
import { benchPage, type PageTask } from './pages.js';
import { printTable, type Row } from './table.js';

/** No statement of its own: the reads are asked for theirs alone. */
class FixedRates extends ExchangeRates {
  override current(): Promise<PriceTable> {
    return Promise.resolve({ rateSetId: '', base: 'CNY', effectiveDate: '', source: '', rates: new Map(), marginPct: '0', stops: new Map(), endings: new Map() });
  }
}

const config = loadConfig({});
const clock = new SystemClock();

const only = process.argv.slice(2);
console.log('Setting up ten thousand products…');
const market = await startMarket();
const rows: Row[] = [];
const notes: string[] = [];
try {
  for (const task of pageTasks(market.url).filter(({ name }) => wanted(name))) {
    console.log(`Measuring: ${task.name}…`);
    const { name, ours, bare } = await benchPage(task, market.databaseUrl);
    rows.push({ name, perSecond: ours.perSecond, p50: ours.p50Milliseconds, p99: ours.p99Milliseconds, barePerSecond: bare.perSecond, bytes: ours.bytes });
  }
  if (wanted('order placed and paid')) {
    console.log('Measuring: orders placed and paid…');
    const orders = await benchOrders(market);
    const bare = await bareOrders(market.databaseUrl, 4);
    rows.push({ name: 'order placed and paid', perSecond: orders.perSecond, p50: orders.p50Milliseconds, p99: orders.p99Milliseconds, barePerSecond: bare });
  }
  if (wanted('licence keys verified')) {
    console.log('Measuring: licence keys verified…');
    const { name, ours, bare } = await benchLicences(market);
    rows.push({ name, perSecond: ours.perSecond, p50: ours.p50Milliseconds, p99: ours.p99Milliseconds, barePerSecond: bare.perSecond, bytes: ours.bytes });
  }
  if (wanted('gateway checks')) {
    console.log('Measuring: gateway checks…');
    const { name, ours, bare } = await benchGateway(market);
    rows.push({ name, perSecond: ours.perSecond, p50: ours.p50Milliseconds, p99: ours.p99Milliseconds, barePerSecond: bare.perSecond, bytes: ours.bytes });
  }
  if (wanted('signed download')) {
    console.log('Measuring: signed downloads…');
    rows.push(await benchDownloads(market));
    const { readers, before, most } = await benchSlowReaders(market);
    notes.push(`${readers} slow readers of a 4 GB file: resident memory ${Math.round(before)} MB before, at most ${Math.round(most)} MB meanwhile`);
  }
} finally {
  await market.stop();
}
printTable(rows, `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, 16 clients, node ${process.version}, npm run bench`);
for (const note of notes) console.log(note);
process.exit(0);

function wanted(name: string): boolean {
  return only.length === 0 || only.some((word) => name.includes(word));
}

function pageTasks(url: string): PageTask[] {
  const list = { locale: 'en', currency: 'CNY', limit: 24 } as const;
  const products = (database: ConstructorParameters<typeof ProductReads>[0]) => new ProductReads(database, new FixedRates(database, config, clock), clock);
  const searches = (database: ConstructorParameters<typeof SearchReads>[0]) => new SearchReads(database, new FixedRates(database, config, clock), clock);
  const slug = 'provincial-agricultural-output-series';
  return [
    { name: 'API: list of 24 products', url: `${url}/v1/products?currency=CNY`, ask: (database) => products(database).list(list) },
    { name: 'API: product', url: `${url}/v1/products/${slug}?currency=CNY`, ask: (database) => products(database).bySlug(slug, 'CNY') },
    { name: 'API: search, 24 of many', url: `${url}/v1/search?q=porcelain&currency=CNY`, ask: (database) => searches(database).search({ ...list, query: 'porcelain' }) },
    { name: 'page: home, kept half a minute', url: `${url}/en`, ask: (database) => products(database).list({ ...list, limit: 96 }) },
    { name: 'page: category of 24 products', url: `${url}/en/categories/digital-products`, ask: (database) => products(database).list({ ...list, taxonomyId: 'digital-products' }) },
    { name: 'page: search, 24 of many', url: `${url}/en/search?q=porcelain`, ask: (database) => searches(database).search({ ...list, query: 'porcelain' }) },
    { name: 'page: product', url: `${url}/en/products/${slug}`, ask: (database) => products(database).bySlug(slug, 'CNY') },
  ];
}

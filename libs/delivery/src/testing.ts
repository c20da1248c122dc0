import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DeliveryKind } from '@silkport/catalog';
import { OrderReads, type OrderPaid, type PaidLine } from '@silkport/ordering';
import { DiskStorage, Metrics, Outbox, Signatures, type Database, type Tx } from '@silkport/platform';
import { money, newId, SetClock } from '@silkport/values';
import { delivered } from '../../../test/support/delivered.js';
import { aPaidLine as aPaidLineOf, aPaidOrder as aPaidOrderOf } from '../../ordering/src/testing.js';
import { AddAssets, type NewAsset } from './files/add-assets.js';
import { AddLicenceKeys } from './licence-keys/add-licence-keys.js';
import { ChangeAccess } from './entitlements/change-access.js';
import { DownloadLinks } from './downloads/download-link.js';
import { EntitlementReads } from './entitlements/entitlement-reads.js';
import { OnOrderPaid } from './entitlements/on-order-paid.js';
import { FindDownload } from './downloads/find-download.js';
import { LimitedBytes } from './downloads/limited-bytes.js';
import { StampedCopies } from './downloads/stamped-copies.js';
import { RefusedAccesses } from './entitlements/refused-accesses.js';
import { RecordDownload } from './downloads/record-download.js';
import { ServeDownload } from './downloads/serve-download.js';

/** The context's use cases as the module puts them together, on a given database, a folder of its own and a clock that stands still. */
export async function deliveryOn(database: Database) {
  const folder = await mkdtemp(path.join(tmpdir(), 'silkport-delivery-'));
  const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));
  const storage = new DiskStorage(folder);
  const links = new DownloadLinks(new Signatures('a secret that is used in tests only'));
  const metrics = new Metrics();
  const record = new RecordDownload(database, metrics);
  const addAssets = new AddAssets(database, storage, clock);
  const handler = new OnOrderPaid(clock);
  const refused = new RefusedAccesses(database, clock);
  const newFindDownload = () => new FindDownload(database, links, new StampedCopies(database, storage, new OrderReads(database), clock), refused, clock);
  return {
    folder, clock, storage, links, metrics, record, addAssets,
    /** @returns its id */
    addAsset: { run: async (asset: NewAsset) => (await addAssets.run([asset]))[0] ?? '' },
    addLicenceKeys: new AddLicenceKeys(database),
    changeAccess: new ChangeAccess(database, new Outbox(), clock),
    reads: new EntitlementReads(database),
    newFindDownload,
    newServeDownload: () => new ServeDownload(newFindDownload(), storage, new LimitedBytes(database), record, clock),
    refused,
    /** One delivery of the events, in its transaction, as the worker makes it. */
    deliver: (...orders: readonly OrderPaid[]) => database.transaction((tx) => handler.grantAccess(tx, delivered(...orders))),
    /** The same once there is something to deliver of each product. */
    deliverSetUp: (...orders: readonly OrderPaid[]) => database.transaction(async (tx) => {
      await setUp(tx, orders);
      await handler.grantAccess(tx, delivered(...orders));
    }),
    removeFolder: () => rm(folder, { recursive: true }),
  };
}

async function setUp(tx: Tx, orders: readonly OrderPaid[]): Promise<void> {
  const productsOf = (kind: DeliveryKind) => [...new Set(orders.flatMap(({ lines }) => lines.filter(({ deliveryKind }) => deliveryKind === kind).map(({ productId }) => productId)))];
  await tx.query(`INSERT INTO delivery.assets (id, product_id, position, file_name, content_type, size_bytes, sha256, storage_key, title, added_at)
    SELECT uuidv7(), made, 0, 'guide.pdf', 'application/pdf', 16, repeat('0', 64), 'assets/' || made, '{"en": "Guide"}', now() FROM unnest($1::uuid[]) AS made WHERE NOT EXISTS (SELECT FROM delivery.assets a WHERE a.product_id = made)`, [productsOf('download')]);
  await tx.query(`INSERT INTO delivery.course_versions (product_id, version, merchant_id, modules, set_at) SELECT id, 1, id, '[]', now() FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`, [productsOf('course')]);
}

export type Delivery = Awaited<ReturnType<typeof deliveryOn>>;

interface LineOfKind { readonly deliveryKind: DeliveryKind; readonly productId?: string; readonly variantId?: string; readonly quantity?: number }

/** The event that tells of a paid order. */
export function aPaidOrder(lines: readonly LineOfKind[]): OrderPaid {
  const orderId = newId();
  return aPaidOrderOf({ orderId, orderNumber: `SP-${orderId.slice(-12)}`, total: money(1000n, 'KZT'), lines: lines.map(aPaidLine) });
}

function aPaidLine(line: LineOfKind): PaidLine {
  return aPaidLineOf({ ...line, total: money(1000n, 'KZT'), merchantTotal: money(100n, 'CNY') });
}

export function anAsset(given: Partial<NewAsset> = {}): NewAsset {
  return { productId: newId(), fileName: 'guide.pdf', contentType: 'application/pdf', title: { en: 'Guide', 'zh-CN': '指南' }, bytes: Buffer.from('%PDF-1.7 a guide'), ...given };
}

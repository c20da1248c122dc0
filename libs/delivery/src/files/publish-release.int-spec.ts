import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { identityContext } from '@silkport/identity';
import { Idempotency, Outbox, platformContext } from '@silkport/platform';
import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { aPaidOrder, deliveryOn, type Delivery } from '../testing.js';
import { CheckUpload } from '../uploads/check-upload.js';
import { NoScanner } from '../uploads/file-scanner.js';
import { NoteReceived } from '../uploads/note-received.js';
import { OpenUpload } from '../uploads/open-upload.js';
import { UploadFolder } from '../uploads/upload-folder.js';
import { UploadReads } from '../uploads/upload-reads.js';
import { UploadNotReady, UploadUnknown } from '../uploads/uploads.errors.js';
import { PublishRelease } from './publish-release.js';
import { ReleaseVersionTaken } from './release.errors.js';
import { SetReleaseTerms } from './set-release-terms.js';
import { WithdrawFile } from './withdraw-file.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const merchantId = newId();
let db: TestDatabase;
let delivery: Delivery;
let folder: UploadFolder;
let publishRelease: PublishRelease;

beforeAll(async () => {
  db = await openTestDatabase([platformContext, identityContext, deliveryContext]);
  delivery = await deliveryOn(db.database);
  folder = new UploadFolder(delivery.folder);
  await mkdir(folder.place, { recursive: true });
  publishRelease = new PublishRelease(db.database, new Idempotency(db.database), new Outbox(), delivery.clock);
});
afterAll(async () => {
  await db.close();
  await delivery.removeFolder();
});

async function received(productId: string, bytes: Buffer = pdf, fileName = 'guide.pdf', contentType = 'application/pdf'): Promise<string> {
  const id = await new OpenUpload(db.database, delivery.clock, { uploads: { maxBytes: 1e9, quotaBytes: 1e9, clamav: undefined } }).run({ merchantId, productId, fileName, contentType, sizeBytes: bytes.length });
  await writeFile(folder.pathOf(id), bytes);
  expect(await new NoteReceived(db.database, folder, new Outbox(), delivery.clock).run(id)).toBe(true);
  return id;
}
async function checked(productId: string, ...file: [bytes?: Buffer, fileName?: string, contentType?: string]): Promise<string> {
  const id = await received(productId, ...file);
  await new CheckUpload(db.database, folder, delivery.storage, new NoScanner(), delivery.clock).run({ uploadId: id });
  return id;
}
const publish = (productId: string, version: string, uploadIds: readonly string[], request?: { scope: string; key: string; bodyHash: string }) =>
  publishRelease.run({ merchantId, productId, version, notes: { en: 'New' }, files: uploadIds.map((uploadId) => ({ uploadId, title: { en: version } })) }, request);
const buy = async (productId: string) => {
  const order = aPaidOrder([{ deliveryKind: 'download', productId }]);
  await delivery.deliver(order);
  return async () => (await delivery.reads.ofOrder(order.orderId))[0]?.assets.map(({ version, isCurrent }) => `${version}${isCurrent ? '' : ' (old)'}`);
};
const later = () => delivery.clock.advance(60_000);

describe('an upload', () => {
  it('is kept from everybody until it is checked, then is in the storage with its hash', async () => {
    const productId = newId();
    const waiting = await received(productId);
    await expect(publish(productId, '1', [waiting])).rejects.toThrow(UploadNotReady);
    const ready = await checked(productId);
    const view = await new UploadReads(db.database, folder).require(ready, merchantId);
    expect(view).toMatchObject({ state: 'ready', sha256: createHash('sha256').update(pdf).digest('hex'), receivedBytes: pdf.length });
    expect([await delivery.storage.sizeOf(`assets/${ready}`), await folder.sizeOf(ready)]).toEqual([pdf.length, undefined]);
    await expect(new UploadReads(db.database, folder).require(ready, newId())).rejects.toThrow(UploadUnknown);
  });

  it('of other bytes than its name says is refused and removed', async () => {
    const id = await checked(newId(), Buffer.from('<html>'));
    expect(await new UploadReads(db.database, folder).require(id, merchantId)).toMatchObject({ state: 'refused', reason: 'wrong_type', detail: 'text' });
    expect([await folder.sizeOf(id), await delivery.storage.sizeOf(`assets/${id}`)]).toEqual([undefined, undefined]);
  });
});

describe('releases', () => {
  it('reach those who bought before, who keep the older one; who buys later gets the newest only', async () => {
    const productId = newId();
    await publish(productId, '1.0', [await checked(productId)]);
    later();
    const early = await buy(productId);
    later();
    const second = await checked(productId);
    await publish(productId, '2.0', [second]);
    later();
    const late = await buy(productId);
    expect([await early(), await late()]).toEqual([['2.0', '1.0 (old)'], ['2.0']]);
    const withdrawal = { productId, fileId: second, reason: 'a misprint', personId: newId() };
    for (const _ of [1, 2]) await new WithdrawFile(db.database, delivery.clock).run(withdrawal);
    expect(await db.dataSource.query("SELECT details ->> 'reason' AS reason, person_id FROM identity.audit_entries WHERE action = 'delivery.file_withdrawn'")).toEqual([{ reason: 'a misprint', person_id: withdrawal.personId }]);
    expect([await early(), await late()]).toEqual([['1.0 (old)'], []]);
  });

  it('reach nobody who bought before where the product gives no updates', async () => {
    const productId = newId();
    await publish(productId, '1.0', [await checked(productId)]);
    later();
    const early = await buy(productId);
    later();
    await new SetReleaseTerms(db.database).run({ productId, givesUpdates: false });
    await publish(productId, '2.0', [await checked(productId)]);
    later();
    expect([await early(), await (await buy(productId))()]).toEqual([['1.0 (old)'], ['2.0']]);
  });

  it('are published once by one key, and once of a version', async () => {
    const productId = newId();
    const request = { scope: 'releases', key: newId(), bodyHash: 'hash' };
    const upload = await checked(productId);
    const id = await publish(productId, '1.0', [upload], request);
    expect(await publish(productId, '1.0', [upload], request)).toBe(id);
    await expect(publish(productId, '1.0', [await checked(productId)])).rejects.toThrow(ReleaseVersionTaken);
    await expect(publish(productId, '1.1', [upload])).rejects.toThrow(UploadNotReady);
    await expect(publish(newId(), '1.0', [await checked(productId)])).rejects.toThrow(UploadUnknown);
  });
});

import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskStorage, Outbox, platformContext } from '@silkport/platform';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { deliveryContext } from '../delivery.context.js';
import { CheckUpload } from './check-upload.js';
import { DiscardUpload } from './discard-upload.js';
import { FileScanner, NoScanner } from './file-scanner.js';
import { ForgetUpload } from './forget-upload.js';
import { NoteReceived } from './note-received.js';
import { OpenUpload } from './open-upload.js';
import { ResumeChecks } from './resume-checks.js';
import { SweepUploads } from './sweep-uploads.js';
import { UploadFolder } from './upload-folder.js';
import { UploadLease } from './upload-lease.js';
import { UploadReads } from './upload-reads.js';
import { TooManyUploads, UploadQuotaReached, UploadUnknown } from './uploads.errors.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const hour = 60 * 60 * 1000;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
let db: TestDatabase;
let place: string;
let folder: UploadFolder;
let storage: DiskStorage;
let reads: UploadReads;
let forget: ForgetUpload;
let noteReceived: NoteReceived;

beforeAll(async () => {
  db = await openTestDatabase([platformContext, deliveryContext]);
  place = await mkdtemp(path.join(tmpdir(), 'silkport-uploads-'));
  folder = new UploadFolder(place);
  storage = new DiskStorage(path.join(place, 'storage'));
  await mkdir(folder.place);
  reads = new UploadReads(db.database, folder);
  forget = new ForgetUpload(db.database, folder, storage);
  noteReceived = new NoteReceived(db.database, folder, new Outbox(), clock);
});
afterAll(async () => {
  await db.close();
  await rm(place, { recursive: true });
});

const opener = (quotaBytes = 1e9) => new OpenUpload(db.database, clock, { uploads: { maxBytes: 1e9, quotaBytes, clamav: undefined } });
const wanted = (merchantId = newId()) => ({ merchantId, productId: newId(), fileName: 'guide.pdf', contentType: 'application/pdf', sizeBytes: pdf.length });
const check = (scanner: FileScanner = new NoScanner()) => new CheckUpload(db.database, folder, storage, scanner, clock);
const stateOf = async (id: string) => (await db.dataSource.query<{ state: string }[]>('SELECT state FROM delivery.uploads WHERE id = $1', [id]))[0]?.state;

async function arrived(): Promise<{ id: string; merchantId: string }> {
  const upload = wanted();
  const id = await opener().run(upload);
  await writeFile(folder.pathOf(id), pdf);
  return { id, merchantId: upload.merchantId };
}

async function received(): Promise<{ id: string; merchantId: string }> {
  const upload = await arrived();
  expect(await noteReceived.run(upload.id)).toBe(true);
  return upload;
}

class Meanwhile extends FileScanner {
  readonly name = 'meanwhile';

  constructor(private readonly happens: () => Promise<unknown>) {
    super();
  }

  async scan(): Promise<undefined> {
    await this.happens();
  }
}

describe('the quota', () => {
  it('counts the bytes of those who ask at once one after the other', async () => {
    const merchantId = newId();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => opener(pdf.length * 3).run(wanted(merchantId))));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(UploadQuotaReached);
    await expect(opener(pdf.length * 3).run(wanted())).resolves.toEqual(expect.any(String));
  });

  it('counts uploads too, also of those who ask at once', async () => {
    const merchantId = newId();
    const asked = await Promise.allSettled(Array.from({ length: 55 }, () => opener().run(wanted(merchantId))));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    for (const one of asked) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(TooManyUploads);
  });
});

describe('the lease of an upload', () => {
  const signal = new AbortController().signal;

  it('is one connection’s; a later one makes the earlier end, and gets it then', async () => {
    const { id } = await arrived();
    const [first, second] = [new UploadLease(db.database, id), new UploadLease(db.database, id)];
    const ends = Promise.withResolvers<void>();
    await first.lock(signal, () => { ends.resolve(); });
    let has = false;
    const waiting = second.lock(signal, () => undefined).then(() => { has = true; });
    await ends.promise;
    expect(has).toBe(false);
    await first.unlock();
    await waiting;
    await second.unlock();
  });

  it('is over by itself where a process was killed, and is given to nobody once all bytes are there', async () => {
    const { id } = await arrived();
    await db.dataSource.query(`UPDATE delivery.uploads SET writer = $2, writer_until = now() - interval '1 second' WHERE id = $1`, [id, newId()]);
    const lease = new UploadLease(db.database, id);
    await lease.lock(signal, () => undefined);
    await lease.unlock();
    await noteReceived.run(id);
    await expect(new UploadLease(db.database, id).lock(signal, () => undefined)).rejects.toMatchObject({ status_code: 423 });
  });
});

describe('a check', () => {
  it('that was killed after each of its steps is ended by the next run', async () => {
    const { id, merchantId } = await received();
    await expect(check(new Meanwhile(() => Promise.reject(new Error('away')))).run({ uploadId: id })).rejects.toThrow('away');
    expect(await stateOf(id)).toBe('checking');
    await check().run({ uploadId: id });
    await db.dataSource.query(`UPDATE delivery.uploads SET state = 'checking', checked_at = NULL WHERE id = $1`, [id]);
    await check().run({ uploadId: id });
    expect(await reads.require(id, merchantId)).toMatchObject({ state: 'ready', receivedBytes: pdf.length });
    expect(await storage.sizeOf(`assets/${id}`)).toBe(pdf.length);
  });

  it('whose upload its merchant takes back meanwhile leaves nothing', async () => {
    const { id, merchantId } = await received();
    await check(new Meanwhile(async () => {
      await new DiscardUpload(reads, forget).run({ uploadId: id, merchantId });
      // As where the bytes move at the same moment.
      await writeFile(folder.pathOf(id), pdf);
    })).run({ uploadId: id });
    await expect(reads.require(id, merchantId)).rejects.toThrow(UploadUnknown);
    expect([await storage.sizeOf(`assets/${id}`), await folder.sizeOf(id), await stateOf(id)]).toEqual([undefined, undefined, undefined]);
  });

  it('that was given up is asked for again after six hours', async () => {
    const [{ id }, other] = [await received(), await arrived()];
    const asked = () => db.dataSource.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE key = $1`, [`check-upload:${id}`]).then(([row]) => row?.n);
    await db.dataSource.query('DELETE FROM graphile_worker._private_jobs WHERE key = $1', [`check-upload:${id}`]);
    const resume = new ResumeChecks(db.database, new Outbox(), clock);
    await resume.run();
    expect(await asked()).toBe(0);
    clock.advance(7 * hour);
    await resume.run();
    expect([await asked(), await stateOf(other.id)]).toEqual([1, 'receiving']);
  });
});

describe('the sweep', () => {
  const sweep = () => new SweepUploads(db.database, folder, forget, noteReceived, clock);

  it('notes what came whole and was not noted, and asks for its check', async () => {
    const { id } = await arrived();
    const [half] = [await opener().run(wanted())];
    await writeFile(folder.pathOf(half ?? ''), pdf.subarray(0, 5));
    await sweep().noteReceivedUploads();
    expect([await stateOf(id), await stateOf(half ?? '')]).toEqual(['received', 'receiving']);
  });

  it('removes what nobody came back for within a week, and files that belong to no upload; nothing else', async () => {
    const [left, ready] = [await arrived(), await received()];
    await check().run({ uploadId: ready.id });
    const stray = newId();
    await writeFile(folder.pathOf(stray), pdf);
    clock.advance(8 * 24 * hour);
    const fresh = await arrived();
    await sweep().sweep();
    expect([await stateOf(left.id), await stateOf(ready.id), await stateOf(fresh.id)]).toEqual([undefined, undefined, 'receiving']);
    const names = await readdir(folder.place);
    expect([names.includes(left.id), names.includes(stray), names.includes(fresh.id), await storage.sizeOf(`assets/${ready.id}`)]).toEqual([false, false, true, undefined]);
  });
});

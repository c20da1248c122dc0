import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Injectable, Logger } from '@nestjs/common';
import { OrderReads } from '@silkport/ordering';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { stampFile } from './stamps/stamp-file.js';

export interface CopyToStamp {
  readonly entitlementId: string;
  readonly assetId: string;
  readonly orderId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly storageKey: string;
}

export interface StampedCopy { readonly storageKey: string; readonly sizeBytes: number; readonly sha256: string; readonly stampedAt: Date }

type Row = Omit<StampedCopy, 'sizeBytes'> & { sizeBytes: bigint };

// The first copy stays the copy: its bytes may have been downloaded in part.
const keep = statement('delivery.keep_stamped_copy', `
  WITH kept AS (
    INSERT INTO delivery.stamped_files (entitlement_id, asset_id, storage_key, size_bytes, sha256, stamped_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (entitlement_id, asset_id) DO UPDATE SET entitlement_id = excluded.entitlement_id RETURNING storage_key, size_bytes, sha256, stamped_at)
  SELECT storage_key AS "storageKey", size_bytes AS "sizeBytes", sha256, stamped_at AS "stampedAt" FROM kept`);

const noteUnstampable = statement('delivery.note_unstampable_file', 'INSERT INTO delivery.unstampable_files (asset_id, found_at) VALUES ($1, $2) ON CONFLICT DO NOTHING');

const atOnce = 2;

/** Copies of files that carry their order's number: made once each, when they are first wanted. */
@Injectable()
export class StampedCopies {
  private readonly logger = new Logger('delivery');
  private readonly underWay = new Map<string, Promise<StampedCopy | undefined>>();
  /** Files that cannot be stamped: not tried again by this process. */
  private readonly unstampable = new Set<string>();
  private readonly turns: Promise<unknown>[] = Array.from({ length: atOnce }, () => Promise.resolve());
  private nextPlace = 0;

  constructor(private readonly database: Database, private readonly storage: ObjectStorage, private readonly orders: OrderReads, private readonly clock: Clock) {}

  /** @returns undefined where the file cannot be stamped, which is no reason to keep it from its buyer */
  make(wanted: CopyToStamp): Promise<StampedCopy | undefined> {
    if (this.unstampable.has(wanted.assetId)) return Promise.resolve(undefined);
    const key = `${wanted.entitlementId} ${wanted.assetId}`;
    const running = this.underWay.get(key) ?? this.inTurn(() => this.stamp(wanted)).finally(() => this.underWay.delete(key));
    this.underWay.set(key, running);
    return running;
  }

  /** Files are held in memory meanwhile: so many at once, the others wait. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const place = this.nextPlace;
    this.nextPlace = (place + 1) % atOnce;
    const done = (this.turns[place] ?? Promise.resolve()).then(work, work);
    this.turns[place] = done.catch(() => undefined);
    return done;
  }

  private async stamp(wanted: CopyToStamp): Promise<StampedCopy | undefined> {
    const order = await this.orders.byId(wanted.orderId);
    if (!order) throw new Error(`The entitlement ${wanted.entitlementId} is of no order`);
    const original = await buffer(this.storage.read(wanted.storageKey, 0, wanted.sizeBytes - 1));
    const stamped = await this.stampedOrUndefined(original, wanted, order.number);
    if (!stamped) return undefined;
    const storageKey = `stamped/${wanted.entitlementId}/${newId()}/${wanted.fileName}`;
    await this.storage.put(storageKey, stamped);
    const sha256 = createHash('sha256').update(stamped).digest('hex');
    const [kept] = await this.database.read<Row>(keep, [wanted.entitlementId, wanted.assetId, storageKey, stamped.length, sha256, this.clock.now()]);
    if (!kept) throw new Error('A stamped copy was not kept');
    if (kept.storageKey !== storageKey) await this.storage.remove(storageKey);
    return { ...kept, sizeBytes: Number(kept.sizeBytes) };
  }

  private async stampedOrUndefined(original: Uint8Array, { contentType, assetId }: CopyToStamp, orderNumber: string): Promise<Uint8Array | undefined> {
    try {
      return await stampFile(original, contentType, orderNumber);
    } catch (error) {
      this.logger.warn(`The file ${assetId} (${contentType}) goes out without its order's number: ${error instanceof Error ? error.message : String(error)}`);
      this.unstampable.add(assetId);
      await this.database.read(noteUnstampable, [assetId, this.clock.now()]);
      return undefined;
    }
  }
}

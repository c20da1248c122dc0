import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, DomainError, Outbox, prepared, statement, type Config } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { AssetEmpty } from '../delivery.errors.js';
import { checkBuyerFileJob } from './buyer-file-job.js';
import { BuyerFileFolder } from './buyer-file-folder.js';
import { commissionLimits } from './commission-plan.js';
import { BuyerFileTooLarge, FormNotUnderstood, TooManyBuyerFiles } from './commission.errors.js';
import { boundaryOf, formParts, type FormPart } from './form-parts.js';
import { lockWork } from './lock-work.js';
import { lockCommission } from './move-milestone.js';
import { contentTypeFor, safeFileName } from './safe-file-name.js';

/** What came of a form: its fields as far as it was read, the files by their ids, and why it was read no further. */
export interface ReceivedForm {
  readonly fields: readonly (readonly [name: string, text: string])[];
  readonly fileIds: readonly string[];
  readonly problem: DomainError | undefined;
}

interface Received { readonly id: string; readonly fileName: string; readonly contentType: string; readonly sizeBytes: number }

const fieldBytes = 64 * 1024;
const counted = statement('delivery.count_files_not_given', 'SELECT count(*)::int AS count FROM delivery.buyer_files WHERE entitlement_id = $1 AND given_at IS NULL');
const keep = statement('delivery.keep_buyer_files', `
  INSERT INTO delivery.buyer_files (id, entitlement_id, file_name, content_type, size_bytes, state, storage_key, sent_at)
  SELECT id, $1, file_name, content_type, size_bytes, 'checking', 'buyer-files/' || id, $6::timestamptz
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) AS f (id, file_name, content_type, size_bytes)`);

/** Takes the files of a form into quarantine and asks for their check. They belong to nothing until they are given; what is not is swept away. */
@Injectable()
export class ReceiveBuyerFiles {
  private readonly maxBytes: number;

  constructor(private readonly database: Database, private readonly folder: BuyerFileFolder, private readonly outbox: Outbox, private readonly clock: Clock, @Inject(CONFIG) config: Pick<Config, 'buyerFileMaxBytes'>) {
    this.maxBytes = config.buyerFileMaxBytes;
  }

  /**
   * @param body as it comes, of this content type; whoever calls has made sure that the work is the sender's
   * @returns all or none of the files: the first that is refused is the `problem` (FormNotUnderstood, BuyerFileTooLarge, TooManyBuyerFiles, AssetEmpty, or that the work is not to be used)
   */
  async run(entitlementId: string, body: AsyncIterable<Buffer>, contentType: string | undefined): Promise<ReceivedForm> {
    const fields: [string, string][] = [];
    const files: Received[] = [];
    try {
      const boundary = boundaryOf(contentType);
      if (boundary === undefined) throw new FormNotUnderstood();
      for await (const part of formParts(body, boundary)) {
        if (part.fileName === undefined) fields.push([part.name, await textOf(part)]);
        else files.push(...(await this.fileOf(part, files.length)));
      }
      if (files.length) await this.keep(entitlementId, files);
      return { fields, fileIds: files.map(({ id }) => id), problem: undefined };
    } catch (error) {
      for (const { id } of files) await this.folder.remove(id);
      if (!(error instanceof DomainError)) throw error;
      return { fields, fileIds: [], problem: error };
    }
  }

  /** None where no file was chosen: browsers then send one without a name or a byte. */
  private async fileOf({ fileName: told = '', contentType, bytes }: FormPart, before: number): Promise<Received[]> {
    const id = newId();
    const fileName = safeFileName(told);
    const sizeBytes = await this.folder.write(id, limited(bytes, this.maxBytes, fileName));
    if (!sizeBytes || before >= commissionLimits.buyerFiles) {
      await this.folder.remove(id);
      if (!sizeBytes && !told) return [];
      throw sizeBytes ? new TooManyBuyerFiles({ max: commissionLimits.buyerFiles }, 'files') : new AssetEmpty({}, 'files');
    }
    return [{ id, fileName, contentType: contentTypeFor(fileName, contentType), sizeBytes }];
  }

  private async keep(entitlementId: string, files: readonly Received[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockWork(tx, entitlementId, at);
      await lockCommission(tx, entitlementId);
      const [{ count } = { count: 0 }] = await prepared<{ count: number }>(tx, counted, [entitlementId]);
      if (count + files.length > commissionLimits.waitingFiles) throw new TooManyBuyerFiles({ max: commissionLimits.waitingFiles }, 'files');
      await prepared(tx, keep, [entitlementId, files.map(({ id }) => id), files.map(({ fileName }) => fileName), files.map(({ contentType }) => contentType), files.map(({ sizeBytes }) => sizeBytes), at]);
      for (const { id } of files) await this.outbox.enqueue(tx, checkBuyerFileJob, { fileId: id }, `check-buyer-file:${id}`);
    });
  }
}

/** @throws BuyerFileTooLarge */
async function* limited(bytes: AsyncIterable<Buffer>, maxBytes: number, fileName: string): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const piece of bytes) {
    count += piece.length;
    if (count > maxBytes) throw new BuyerFileTooLarge({ max: maxBytes / 1e6, name: fileName }, 'files');
    yield piece;
  }
}

/** @throws FormNotUnderstood */
async function textOf({ bytes }: FormPart): Promise<string> {
  const pieces: Buffer[] = [];
  let count = 0;
  for await (const piece of bytes) {
    count += piece.length;
    if (count > fieldBytes) throw new FormNotUnderstood();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, type Translated } from '@silkport/values';
import { releasePublished, type ReleasePublished } from '../delivery.events.js';
import { DataSet, type CompanionFile, type ExampleQuery, type PersonalData } from './data-set.entity.js';
import { DataColumnUnknown, DataSetFilesMissing, DataSetKindRefused } from './data-set.errors.js';
import { describeFiles, formatOf, versionHash, type ColumnWords, type FileToDescribe } from './describe-files.js';
import { LocalCopies } from './local-copies.js';
import { isAnother, reopenAllowed, type DescribedBefore } from './reopen-exports.js';

export interface DataSetDescription {
  readonly merchantId: string;
  readonly productId: string;
  readonly personId?: string | undefined;
  /** As the merchant counts them: `2026-Q3`. */
  readonly version: string;
  /** Its files, tables and others; all of the product's newest release where none is named. Nobody gets one that is left out. */
  readonly assetIds?: readonly string[] | undefined;
  readonly rowQuota: number | null;
  readonly provenance: Translated;
  readonly licenceTerms: Translated;
  readonly personalData: PersonalData;
  /** By the names of columns. */
  readonly columnWords: ColumnWords;
  readonly examples: readonly ExampleQuery[];
}

interface AssetRow { assetId: string; fileName: string; contentType: string; storageKey: string; sha256: string; sizeBytes: bigint }

const mostFiles = 20;
/** What a buyer was sold is not made fewer: their piece keeps what it had. */
const keepSoldRows = statement('delivery.keep_sold_rows', `
  INSERT INTO delivery.data_set_meters AS m (entitlement_id, rows_returned, queries, quota_of_piece) SELECT e.id, 0, 0, d.row_quota FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id
  WHERE e.product_id = $1 AND e.state IN ('granted', 'active', 'suspended') AND d.row_quota > coalesce($2::bigint, 0)
  ON CONFLICT (entitlement_id) DO UPDATE SET quota_of_piece = greatest(m.quota_of_piece, excluded.quota_of_piece)`);
const markDescribed = statement('delivery.mark_files_described', `
  WITH marked AS (UPDATE delivery.assets SET described_at = $2 WHERE id = ANY ($1::uuid[]) AND described_at IS NULL RETURNING release_id)
  SELECT r.id AS "releaseId", r.product_id AS "productId", r.merchant_id AS "merchantId", r.version, r.notes, r.reaches_holders AS "reachesHolders"
  FROM delivery.releases r WHERE r.id IN (SELECT release_id FROM marked)`);
const filesOf = statement('delivery.files_of_data_set', `
  SELECT id AS "assetId", file_name AS "fileName", content_type AS "contentType", storage_key AS "storageKey", sha256, size_bytes AS "sizeBytes" FROM delivery.assets
  WHERE product_id = $1 AND superseded_at IS NULL AND withdrawn_at IS NULL ORDER BY position, id`);
const before = statement('delivery.data_set_before', 'SELECT personal_data AS "personalData", version_hash AS "versionHash", tables, companions FROM delivery.data_sets WHERE product_id = $1 FOR UPDATE');

/** Says what a product's files hold. The schema is read from the files themselves, so it is true; the words are the merchant's. What was decided on the export of another one is open again. */
@Injectable()
export class DescribeDataSet {
  constructor(
    private readonly database: Database, private readonly products: MerchantPriceReads, private readonly copies: LocalCopies, private readonly outbox: Outbox, private readonly clock: Clock,
  ) {}

  /** @throws NotYourProduct, DataSetKindRefused, DataSetFilesMissing, DataSetUnreadable, DataColumnUnknown */
  async run({ personId, assetIds, columnWords, rowQuota, ...given }: DataSetDescription): Promise<void> {
    const { productId, merchantId } = given;
    const product = await this.products.ofProduct(productId, merchantId);
    if (!product) throw new NotYourProduct();
    if (product.deliveryKind !== 'data-set') throw new DataSetKindRefused();
    const { files, companions } = await this.filesOf(productId, assetIds);
    const tables = await this.describe(files, columnWords);
    const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)));
    const unknown = Object.keys(columnWords).find((name) => !columns.has(name));
    if (unknown !== undefined) throw new DataColumnUnknown({ column: unknown }, 'columns');
    const describedAt = this.clock.now();
    const hash = versionHash([...files, ...companions]);
    const rowCount = tables.reduce((sum, table) => sum + BigInt(table.rowCount), 0n);
    await this.database.transaction(async (tx) => {
      const [described] = await prepared<DescribedBefore>(tx, before, [productId]);
      const isReopened = await this.reopen(tx, described, { productId, tables, companions, versionHash: hash, describedAt, personId: personId ?? null, version: given.version, personalData: given.personalData });
      if (described) await prepared(tx, keepSoldRows, [productId, rowQuota]);
      await this.give(tx, [...files, ...companions], describedAt, described !== undefined);
      await tx.upsert(DataSet, { ...given, tables, companions, examples: [...given.examples], versionHash: hash, rowCount, rowQuota: rowQuota === null ? null : BigInt(rowQuota), describedAt }, ['productId']);
      await recordAudit(tx, { ...(personId ? { personId } : {}), action: 'delivery.data_set_described', happenedAt: describedAt, details: { productId, version: given.version, versionHash: hash, ...(isReopened ? { isExportReopened: true } : {}) } });
    });
  }

  /** From now on who bought gets the files; of a new version they are told now, and not when it was published. */
  private async give(tx: Tx, files: readonly Pick<FileToDescribe, 'assetId'>[], at: Date, wasDescribed: boolean): Promise<void> {
    const releases = await prepared<Omit<ReleasePublished, 'publishedAt'>>(tx, markDescribed, [files.map(({ assetId }) => assetId), at]);
    if (wasDescribed) for (const release of releases) await this.outbox.publish(tx, releasePublished, { ...release, publishedAt: at.toISOString() });
  }

  private async reopen(tx: Tx, described: DescribedBefore | undefined, after: DescribedBefore & Pick<DataSet, 'productId' | 'version' | 'describedAt'> & { readonly personId: string | null }): Promise<boolean> {
    if (!isAnother(described, after)) return false;
    const reason = `described anew: version ${after.version}, personal data: ${described?.personalData ?? 'not declared'} -> ${after.personalData}`;
    return reopenAllowed(tx, this.outbox, { productId: after.productId, personId: after.personId, reason, source: `data set ${after.versionHash}`, at: after.describedAt });
  }

  private async filesOf(productId: string, assetIds: readonly string[] | undefined): Promise<{ files: FileToDescribe[]; companions: CompanionFile[] }> {
    const rows = await this.database.read<AssetRow>(filesOf, [productId]);
    const wanted = rows.filter(({ assetId }) => assetIds?.includes(assetId) ?? true);
    const files: FileToDescribe[] = [];
    const companions: CompanionFile[] = [];
    for (const { contentType, sizeBytes, storageKey, ...file } of wanted) {
      const format = formatOf({ fileName: file.fileName, contentType });
      if (format) files.push({ ...file, storageKey, format, sizeBytes: Number(sizeBytes) });
      else companions.push({ ...file, sizeBytes: Number(sizeBytes) });
    }
    if (!files.length || wanted.length > mostFiles || (assetIds && wanted.length < new Set(assetIds).size)) throw new DataSetFilesMissing({}, 'assetIds');
    return { files, companions };
  }

  private async describe(files: readonly FileToDescribe[], words: ColumnWords) {
    const held: FileToDescribe[] = [];
    try {
      const paths: string[] = [];
      for (const file of files) {
        paths.push(await this.copies.hold(file));
        held.push(file);
      }
      return await describeFiles(files, paths, words);
    } finally {
      for (const file of held) await this.copies.release(file);
    }
  }
}

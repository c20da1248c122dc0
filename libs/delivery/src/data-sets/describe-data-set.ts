import { Injectable } from '@nestjs/common';
import { MerchantPriceReads, NotYourProduct } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, type Translated } from '@silkport/values';
import { DataSet, type ExampleQuery, type PersonalData } from './data-set.entity.js';
import { DataColumnUnknown, DataSetFilesMissing, DataSetKindRefused } from './data-set.errors.js';
import { describeFiles, formatOf, versionHash, type ColumnWords, type FileToDescribe } from './describe-files.js';
import { LocalCopies } from './local-copies.js';
import { isAnother, reopenAllowed } from './reopen-exports.js';

export interface DataSetDescription {
  readonly merchantId: string;
  readonly productId: string;
  readonly personId?: string | undefined;
  /** As the merchant counts them: `2026-Q3`. */
  readonly version: string;
  /** Of its files; all CSV and Parquet files of the product where none is named. */
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
const filesOf = statement('delivery.files_of_data_set', `
  SELECT id AS "assetId", file_name AS "fileName", content_type AS "contentType", storage_key AS "storageKey", sha256, size_bytes AS "sizeBytes" FROM delivery.assets
  WHERE product_id = $1 AND superseded_at IS NULL AND withdrawn_at IS NULL ORDER BY position, id`);
const before = statement('delivery.data_set_before', 'SELECT personal_data AS "personalData", tables FROM delivery.data_sets WHERE product_id = $1 FOR UPDATE');

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
    const files = await this.filesOf(productId, assetIds);
    const tables = await this.describe(files, columnWords);
    const columns = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)));
    const unknown = Object.keys(columnWords).find((name) => !columns.has(name));
    if (unknown !== undefined) throw new DataColumnUnknown({ column: unknown }, 'columns');
    const describedAt = this.clock.now();
    const hash = versionHash(files);
    const rowCount = tables.reduce((sum, table) => sum + BigInt(table.rowCount), 0n);
    await this.database.transaction(async (tx) => {
      const isReopened = await this.reopen(tx, { productId, tables, hash, describedAt, personId: personId ?? null, version: given.version, personalData: given.personalData });
      await tx.upsert(DataSet, { ...given, tables, examples: [...given.examples], versionHash: hash, rowCount, rowQuota: rowQuota === null ? null : BigInt(rowQuota), describedAt }, ['productId']);
      await recordAudit(tx, { ...(personId ? { personId } : {}), action: 'delivery.data_set_described', happenedAt: describedAt, details: { productId, version: given.version, versionHash: hash, ...(isReopened ? { isExportReopened: true } : {}) } });
    });
  }

  private async reopen(tx: Tx, after: Pick<DataSet, 'productId' | 'tables' | 'version' | 'personalData' | 'describedAt'> & { readonly hash: string; readonly personId: string | null }): Promise<boolean> {
    const [described] = await prepared<Pick<DataSet, 'personalData' | 'tables'>>(tx, before, [after.productId]);
    if (!isAnother(described, after)) return false;
    const reason = `described anew: version ${after.version}, personal data: ${described?.personalData ?? 'not declared'} -> ${after.personalData}`;
    return reopenAllowed(tx, this.outbox, { productId: after.productId, personId: after.personId, reason, source: `data set ${after.hash}`, at: after.describedAt });
  }

  private async filesOf(productId: string, assetIds: readonly string[] | undefined): Promise<FileToDescribe[]> {
    const rows = await this.database.read<AssetRow>(filesOf, [productId]);
    const readable = rows.flatMap(({ contentType, sizeBytes, ...file }) => {
      const format = formatOf({ fileName: file.fileName, contentType });
      return format ? [{ ...file, format, sizeBytes: Number(sizeBytes) }] : [];
    });
    const wanted = assetIds ? readable.filter(({ assetId }) => assetIds.includes(assetId)) : readable;
    if (!wanted.length || wanted.length > mostFiles || (assetIds && wanted.length < new Set(assetIds).size)) throw new DataSetFilesMissing({}, 'assetIds');
    return wanted;
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

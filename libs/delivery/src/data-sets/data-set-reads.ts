import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { DataSet, DataTable } from './data-set.entity.js';
import type { ExportVerdictKind } from './export-verdict.entity.js';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { DataSetUnknown } from './data-set.errors.js';

/** What everybody may know of a data set. */
export interface DataSetView extends Pick<DataSet, 'productId' | 'version' | 'versionHash' | 'companions' | 'provenance' | 'licenceTerms' | 'personalData' | 'examples' | 'describedAt'> {
  readonly rowCount: number;
  /** Of one piece; null where it is delivered as files only. */
  readonly rowQuota: number | null;
  readonly tables: readonly DataTable[];
}

/** The same for who bought it. */
export interface HeldDataSet extends DataSetView {
  readonly rows: { readonly quota: number; readonly returned: number; readonly left: number } | null;
  /** What was decided on its export to the buyer's country/region; null where no decision is needed. */
  readonly verdict: ExportVerdictKind | null;
  readonly verdictReason: string | null;
  readonly verdictSource: string | null;
}

/** SQL: rows that an entitlement may return; null where its data set is not queried. @param m its meter, where it has one */
export const quotaOfHolder = `${piecesHeld('e')} * greatest(d.row_quota, m.quota_of_piece)`;

const columns = `d.product_id AS "productId", d.version, d.version_hash AS "versionHash", d.tables, d.companions, d.row_count::float8 AS "rowCount", d.row_quota::float8 AS "rowQuota", d.provenance,
  d.licence_terms AS "licenceTerms", d.personal_data AS "personalData", d.examples, d.described_at AS "describedAt"`;
const ofProduct = statement('delivery.data_set', `SELECT ${columns} FROM delivery.data_sets d WHERE d.product_id = $1`);
const held = statement('delivery.held_data_set', `
  SELECT ${columns}, ${quotaOfHolder}::float8 AS quota, coalesce(m.rows_returned, 0)::float8 AS returned,
    CASE WHEN x.product_id IS NULL THEN coalesce(v.verdict, 'open') END AS verdict, v.reason AS "verdictReason", v.source AS "verdictSource"
  FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id LEFT JOIN delivery.data_set_meters m ON m.entitlement_id = e.id
    LEFT JOIN delivery.export_exemptions x ON x.product_id = e.product_id LEFT JOIN delivery.export_verdicts v ON v.product_id = e.product_id AND v.country = e.buyer_country AND v.superseded_at IS NULL
  WHERE e.id = $1`);
const among = statement('delivery.data_sets_among', 'SELECT product_id AS id FROM delivery.data_sets WHERE product_id = ANY ($1::uuid[])');

/** Data sets as buyers and merchants read them, one statement each. */
@Injectable()
export class DataSetReads {
  constructor(private readonly database: Database) {}

  async ofProduct(productId: string): Promise<DataSetView | undefined> {
    const [view] = await this.database.read<DataSetView>(ofProduct, [productId]);
    return view;
  }

  /** The caller has made sure that the reader holds it. @throws DataSetUnknown */
  async held(entitlementId: string): Promise<HeldDataSet> {
    const [row] = await this.database.read<Omit<HeldDataSet, 'rows'> & { quota: number | null; returned: number }>(held, [entitlementId]);
    if (!row) throw new DataSetUnknown();
    const { quota, returned, ...view } = row;
    return { ...view, rows: quota === null ? null : { quota, returned, left: Math.max(0, quota - returned) } };
  }

  /** Which of the products are described. */
  async among(productIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.read<{ id: string }>(among, [productIds]);
    return new Set(rows.map(({ id }) => id));
  }
}

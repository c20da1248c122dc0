import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { ExportVerdict, ExportVerdictKind } from './export-verdict.entity.js';

/** Purchases of one data set from one country/region that wait for a decision, those too that ran before the question was open again. */
export interface WaitingExport {
  readonly productId: string;
  readonly country: string;
  readonly entitlements: number;
  /** Of these, those that ran already. */
  readonly begun: number;
  readonly since: Date;
  /** `open` where somebody has noted that it is looked into. */
  readonly verdict: ExportVerdictKind | null;
  /** As its merchant declares it; null where it is not described. */
  readonly personalData: string | null;
  readonly version: string | null;
}

export type ExportVerdictView = Omit<ExportVerdict, 'decidedBy'>;

const waiting = statement('delivery.exports_waiting', `
  SELECT e.product_id AS "productId", e.buyer_country AS country, count(*)::int AS entitlements, count(e.activated_at)::int AS begun, min(e.granted_at) AS since, v.verdict, d.personal_data AS "personalData", d.version
  FROM delivery.entitlements e LEFT JOIN delivery.data_sets d ON d.product_id = e.product_id
    LEFT JOIN delivery.export_verdicts v ON v.product_id = e.product_id AND v.country = e.buyer_country AND v.superseded_at IS NULL
  WHERE 'verdict' = ANY (e.holds) AND e.state IN ('granted', 'active', 'suspended') AND v.verdict IS DISTINCT FROM 'refused' GROUP BY 1, 2, 6, 7, 8 ORDER BY since LIMIT 500`);
const ofProduct = statement('delivery.export_verdicts_of', `
  SELECT id, product_id AS "productId", country, verdict, reason, source, decided_at AS "decidedAt", superseded_at AS "supersededAt" FROM delivery.export_verdicts WHERE product_id = $1 ORDER BY id DESC LIMIT 500`);

/** Decisions on exports, and what waits for one. */
@Injectable()
export class ExportReads {
  constructor(private readonly database: Database) {}

  /** The longest waiting first. */
  waiting(): Promise<WaitingExport[]> {
    return this.database.read<WaitingExport>(waiting);
  }

  /** Newest first, those that were superseded too. */
  verdictsOf(productId: string): Promise<ExportVerdictView[]> {
    return this.database.read<ExportVerdictView>(ofProduct, [productId]);
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, DomainError, statement } from '@silkport/platform';
import type { AccessClient } from '../entitlements/access-log.js';
import { EntitlementAccess } from '../entitlements/entitlement-access.js';
import { DataSetReads, type HeldDataSet } from './data-set-reads.js';
import type { Cell, DataColumn } from './data-set.entity.js';
import { DataSetNotQueried, RowQuotaUsedUp } from './data-set.errors.js';
import { QueryEngines } from './query-engines.js';
import type { OpenQuery } from './query-engine.js';
import { QueryNotes } from './query-notes.js';

export interface DataQuery {
  readonly entitlementId: string;
  readonly sql: string;
  /** Rows at most, and how many of the answer's first are left out. */
  readonly limit: number;
  readonly offset: number;
  readonly client: AccessClient;
}

export interface QueryPage {
  readonly columns: readonly Pick<DataColumn, 'name' | 'type'>[];
  readonly rows: readonly (readonly Cell[])[];
  /** Where the answer goes on; null at its end. */
  readonly nextOffset: number | null;
  readonly rowsLeft: number;
  readonly versionHash: string;
}

/** Rows as they come, each piece counted before it is given. */
export interface QueryStream { readonly columns: QueryPage['columns']; readonly pieces: AsyncGenerator<Cell[][]> }

const pageSeconds = 10;
const streamSeconds = 60;
/** Exact under concurrency: the row's lock makes two answers at once share what is left. */
const charge = statement('delivery.charge_rows', `
  INSERT INTO delivery.data_set_meters AS m (entitlement_id, rows_returned, queries) SELECT e.id, least($2::bigint, d.row_quota * e.quantity), $3
  FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id WHERE e.id = $1 AND e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $4)
  ON CONFLICT (entitlement_id) DO UPDATE SET queries = m.queries + $3, rows_returned = m.rows_returned + least($2::bigint, greatest(0,
    (SELECT d.row_quota * e.quantity FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id WHERE e.id = $1) - m.rows_returned))
  RETURNING (new.rows_returned - coalesce(old.rows_returned, 0))::float8 AS charged, new.rows_returned::float8 AS returned`);

/** Answers queries over a data set that was bought, and counts the rows that it gives: never more than are left. */
@Injectable()
export class QueryDataSet {
  constructor(
    private readonly database: Database, private readonly access: EntitlementAccess, private readonly sets: DataSetReads, private readonly engines: QueryEngines, private readonly notes: QueryNotes,
  ) {}

  /**
   * @throws EntitlementUnknown, AccessNotReady, AccessSuspended, AccessExpired, DataSetUnknown, DataSetNotQueried, RowQuotaUsedUp, QueryRefused, QueryWrong, QueryTooLong, QueryAnswerRefused, QueriesBusy
   */
  async run(query: DataQuery): Promise<QueryPage> {
    return this.opened(query, pageSeconds, async (open, set) => {
      const most = Math.min(query.limit, set.rows?.left ?? 0);
      const rows = await take(open, query.offset, most + 1);
      const { charged, returned } = await this.charge(query.entitlementId, Math.min(rows.length, most), 1);
      if (charged === 0 && rows.length) throw new RowQuotaUsedUp();
      const hasMore = rows.length > charged;
      return { columns: open.columns, rows: rows.slice(0, charged), nextOffset: hasMore ? query.offset + charged : null, rowsLeft: Math.max(0, (set.rows?.quota ?? 0) - returned), versionHash: set.versionHash };
    });
  }

  /** The whole answer, as far as the rows go. @throws as `run`, before the first row */
  async stream(query: Omit<DataQuery, 'limit' | 'offset'>): Promise<QueryStream> {
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => { finish = resolve; });
    return new Promise<QueryStream>((resolve, reject) => {
      this.opened(query, streamSeconds, async (open) => {
        const first = await open.next();
        resolve({ columns: open.columns, pieces: this.pieces(query.entitlementId, open, first, finish) });
        await Promise.race([finished, wait((streamSeconds + 5) * 1000, undefined, { ref: false })]);
      }).catch(reject);
    });
  }

  private async* pieces(entitlementId: string, open: OpenQuery, first: Cell[][], finish: () => void): AsyncGenerator<Cell[][]> {
    try {
      let isFirst = 1;
      for (let rows = first; rows.length; rows = await open.next()) {
        const { charged } = await this.charge(entitlementId, rows.length, isFirst);
        isFirst = 0;
        yield rows.slice(0, charged);
        if (charged < rows.length) return;
      }
    } finally {
      finish();
    }
  }

  private async opened<Answer>(query: Omit<DataQuery, 'limit' | 'offset'>, seconds: number, work: (open: OpenQuery, set: HeldDataSet) => Promise<Answer>): Promise<Answer> {
    try {
      await this.access.requireActive(query.entitlementId);
      const set = await this.sets.held(query.entitlementId);
      if (!set.rows) throw new DataSetNotQueried();
      if (set.rows.left === 0) throw new RowQuotaUsedUp();
      const { engine, done } = await this.engines.use(set);
      try {
        const open = await engine.query(query.sql, seconds);
        try {
          const answer = await work(open, set);
          await this.notes.queried(query, set.versionHash);
          return answer;
        } finally {
          open.close();
        }
      } finally {
        done();
      }
    } catch (error) {
      if (error instanceof DomainError) await this.notes.refused(query, error);
      throw error;
    }
  }

  private async charge(entitlementId: string, rows: number, queries: number): Promise<{ charged: number; returned: number }> {
    const [charged] = await this.database.read<{ charged: number; returned: number }>(charge, [entitlementId, rows, queries, this.notes.now()]);
    return charged ?? { charged: 0, returned: 0 };
  }
}

async function take(open: OpenQuery, offset: number, most: number): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  let left = offset;
  for (let some = await open.next(); some.length && rows.length < most; some = await open.next()) {
    rows.push(...some.slice(left, left + most - rows.length));
    left = Math.max(0, left - some.length);
    if (rows.length >= most) break;
  }
  return rows;
}

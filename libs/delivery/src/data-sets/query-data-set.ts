import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, DomainError, statement } from '@silkport/platform';
import type { AccessClient } from '../entitlements/access-log.js';
import { EntitlementAccess } from '../entitlements/entitlement-access.js';
import { piecesHeld } from '../entitlements/pieces-held.js';
import { DataSetReads, quotaOfHolder, type HeldDataSet } from './data-set-reads.js';
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
/** How long a reader may take for a piece of a long answer before it is broken off. */
const stallSeconds = 10;
/** Characters of a page, about: what is longer ends early, and goes on from there. */
const mostOfPage = 4_000_000;
const rowsOfPiece = 2048;
/**
 * Exact under concurrency: the row's lock makes two answers at once share what is left. $5 is what one row of the answer costs: what is left
 * is charged in whole rows.
 */
const charge = statement('delivery.charge_rows', `
  INSERT INTO delivery.data_set_meters AS m (entitlement_id, rows_returned, queries) SELECT e.id, least($2::bigint, d.row_quota * ${piecesHeld('e')} - d.row_quota * ${piecesHeld('e')} % $5::bigint), $3
  FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id WHERE e.id = $1 AND e.state = 'active' AND (e.expires_at IS NULL OR e.expires_at > $4)
  ON CONFLICT (entitlement_id) DO UPDATE SET queries = m.queries + $3, rows_returned = m.rows_returned + least($2::bigint,
    (SELECT l.rows - l.rows % $5::bigint FROM (SELECT greatest(0, ${quotaOfHolder} - m.rows_returned) AS rows
      FROM delivery.entitlements e JOIN delivery.data_sets d ON d.product_id = e.product_id WHERE e.id = $1) AS l))
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
      const cost = rowCost(open, set);
      const most = Math.min(query.limit, Math.floor((set.rows?.left ?? 0) / cost));
      const { rows, hasMore } = await take(open, query.offset, most);
      const { given, returned } = await this.charge(query.entitlementId, { rows: rows.length, cost, queries: 1 });
      if (given === 0 && (hasMore || rows.length)) throw new RowQuotaUsedUp();
      return {
        columns: open.columns, rows: rows.slice(0, given), nextOffset: hasMore || rows.length > given ? query.offset + given : null,
        rowsLeft: Math.max(0, (set.rows?.quota ?? 0) - returned), versionHash: set.versionHash,
      };
    });
  }

  /** The whole answer, as far as the rows go, for a reader that keeps reading. @throws as `run`, before the first row */
  async stream(query: Omit<DataQuery, 'limit' | 'offset'>): Promise<QueryStream> {
    const ended = new AbortController();
    return new Promise<QueryStream>((resolve, reject) => {
      this.opened(query, streamSeconds, async (open, set) => {
        const cost = rowCost(open, set);
        const first = await open.next(rowsOfPiece);
        const pause = pausing(() => ended.abort());
        resolve({ columns: open.columns, pieces: this.pieces(query.entitlementId, cost, open, first, pause, () => ended.abort()) });
        await wait(streamSeconds * 1000, undefined, { ref: false, signal: ended.signal }).catch(() => undefined);
        pause.end();
      }).catch(reject);
    });
  }

  /** @param pause goes on while the reader has a piece and has not asked for the next */
  private async* pieces(entitlementId: string, cost: number, open: OpenQuery, first: Cell[][], pause: Pause, finish: () => void): AsyncGenerator<Cell[][]> {
    try {
      let queries = 1;
      for (let rows = first; rows.length; rows = await open.next(rowsOfPiece)) {
        pause.end();
        const { given } = await this.charge(entitlementId, { rows: rows.length, cost, queries });
        queries = 0;
        pause.begin();
        yield rows.slice(0, given);
        pause.end();
        if (given < rows.length) return;
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
      const { engine, done } = await this.engines.use(set, query.entitlementId);
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

  private async charge(entitlementId: string, { rows, cost, queries }: { rows: number; cost: number; queries: number }): Promise<{ given: number; returned: number }> {
    const [charged] = await this.database.read<{ charged: number; returned: number }>(charge, [entitlementId, rows * cost, queries, this.notes.now(), cost]);
    return { given: (charged?.charged ?? 0) / cost, returned: charged?.returned ?? 0 };
  }
}

/** A row that is wider than the data set's widest table counts as the rows that it could hold: else one row could carry many. */
function rowCost({ columns }: OpenQuery, { tables }: HeldDataSet): number {
  return Math.max(1, Math.ceil(columns.length / Math.max(1, ...tables.map((table) => table.columns.length))));
}

interface Pause { begin(): void; end(): void }

/** Begins at once. */
function pausing(tooLong: () => void): Pause {
  let timer: NodeJS.Timeout | undefined;
  const end = () => clearTimeout(timer);
  const begin = () => {
    end();
    timer = setTimeout(tooLong, stallSeconds * 1000).unref();
  };
  begin();
  return { begin, end };
}

/** @returns `most` rows, or fewer long ones, and whether there is one more */
async function take(open: OpenQuery, offset: number, most: number): Promise<{ rows: Cell[][]; hasMore: boolean }> {
  const rows: Cell[][] = [];
  let length = 0;
  for (let skip = offset; ; skip = 0) {
    const some = await open.next(most + 1 - rows.length, skip);
    if (!some.length) return { rows, hasMore: false };
    rows.push(...some);
    if (rows.length > most) return { rows: rows.slice(0, most), hasMore: true };
    length += some.reduce((sum, row) => sum + row.reduce<number>((cells, cell) => cells + String(cell).length, 0), 0);
    if (length > mostOfPage) return { rows, hasMore: true };
  }
}

import type { Cell, DataColumn } from './data-set.entity.js';

/** A table as the process makes a view of it; `source` is SQL. */
export interface ViewToOpen { readonly name: string; readonly source: string; readonly path: string }

/** What the process that asks is told, one after the other. */
export type EngineOrder =
  | { readonly do: 'open'; readonly views: readonly ViewToOpen[] }
  | { readonly do: 'rest' }
  | { readonly do: 'parse'; readonly sql: string }
  | { readonly do: 'ask'; readonly sql: string }
  /** @param skip rows that are left out first; `most` rows at most come back, fewer where they are long, none at the end */
  | { readonly do: 'next'; readonly skip: number; readonly most: number };

export interface EngineAnswers {
  readonly open: null;
  readonly rest: null;
  /** The query's syntax tree, as JSON. */
  readonly parse: string;
  readonly ask: readonly Pick<DataColumn, 'name' | 'type'>[] | null;
  readonly next: Cell[][] | null;
}

/** `null` where columns or cells are none that may be given. */
export type EngineReply = { readonly answer: EngineAnswers[keyof EngineAnswers] } | { readonly failed: string };

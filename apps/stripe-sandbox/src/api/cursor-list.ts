import { invalidRequest, resourceMissing } from '../http/stripe-error.js';
import type { ResourceKind, ResourceOf } from '../objects/resource-kind.js';
import { timeRange, type Range } from '../parameters/collections.js';
import type { Read, Shape } from '../parameters/parameter.js';
import { integer, text } from '../parameters/values.js';
import type { ListQuery } from '../store/list-sql.js';
import type { Call } from '../world.js';
import { route, type Route } from './route.js';

export const pageParameters = { limit: integer(1, 100), starting_after: text(), ending_before: text() };
const listParameters = { ...pageParameters, created: timeRange() };

interface Page {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: Range;
}

export interface List {
  object: 'list';
  data: object[];
  has_more: boolean;
  url: string;
}

interface ListRoute<K extends ResourceKind, S extends Shape> {
  kind: K;
  path: string;
  filters: S;
  where?(given: Read<S>, call: Call): ListQuery['where'];
  /** Ranges by the path of a field, beside `created`. */
  ranges?(given: Read<S>): ListQuery['ranges'];
  show?(call: Call, resource: ResourceOf<K>): object;
  onAccounts?: boolean;
}

/** A list of one kind, newest first, paged by the ids of its ends. */
export function listRoute<K extends ResourceKind, S extends Shape>({ kind, path, filters, where, ranges, show, onAccounts }: ListRoute<K, S>): Route {
  return route({
    method: 'GET',
    path,
    onAccounts,
    parameters: { ...filters, ...listParameters },
    run(call, given) {
      const page = given as Page;
      if (page.starting_after && page.ending_before) throw invalidRequest('You may only specify one of these parameters: starting_after, ending_before.', { param: 'starting_after' });
      const limit = page.limit ?? 10;
      const rows = call.resources.list(kind, {
        limit, account: call.account,
        created: page.created,
        after: positionOf(call, kind, page.starting_after, 'starting_after'),
        before: positionOf(call, kind, page.ending_before, 'ending_before'),
        where: where?.(given as Read<S>, call),
        ranges: ranges?.(given as Read<S>),
      });
      const shown = rows.slice(0, limit);
      if (page.ending_before) shown.reverse();
      return { object: 'list', data: show ? shown.map((row) => show(call, row)) : shown, has_more: rows.length > limit, url: path } as List;
    },
  });
}

function positionOf(call: Call, kind: ResourceKind, id: string | undefined, param: string): number | undefined {
  if (id === undefined) return undefined;
  const position = call.resources.accountOf(id) === call.account ? call.resources.position(kind, id) : undefined;
  if (position === undefined) throw resourceMissing(kind, id, param);
  return position;
}

/** The same paging over rows that are at hand already, in their own order. */
export function pageOf(rows: { id: string }[], page: Page, url: string): List {
  const limit = page.limit ?? 10;
  const indexOf = (id: string): number => rows.findIndex((row) => row.id === id);
  const from = page.starting_after === undefined ? 0 : indexOf(page.starting_after) + 1;
  if (page.ending_before === undefined) return { object: 'list', data: rows.slice(from, from + limit), has_more: rows.length > from + limit, url };
  const end = Math.max(indexOf(page.ending_before), 0);
  return { object: 'list', data: rows.slice(Math.max(0, end - limit), end), has_more: end > limit, url };
}

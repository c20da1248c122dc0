import { groups, leavesUnder, taxonomyRoots } from '@silkport/markets';
import { statement, type Statement } from '@silkport/platform';
import { filterCondition } from './trade-filter.js';

export const flowGroupings = ['partner', 'group', 'cluster', 'class', 'month', 'root'] as const;
export type FlowGrouping = (typeof flowGroupings)[number];

const sums = `count(DISTINCT f.order_id)::int AS orders, count(DISTINCT f.line_id)::int AS lines, coalesce(sum(f.cny_minor), 0)::bigint AS "cnyMinor",
  coalesce(sum(f.cny_minor) FILTER (WHERE f.digitally_ordered), 0)::bigint AS "orderedMinor",
  coalesce(sum(f.cny_minor) FILTER (WHERE f.digitally_delivered), 0)::bigint AS "deliveredMinor",
  coalesce(sum(f.cny_minor) FILTER (WHERE f.digitally_ordered AND f.digitally_delivered), 0)::bigint AS "bothMinor"`;

const keys: Readonly<Record<FlowGrouping, string>> = {
  partner: 'f.partner::text', group: 'w.whole', cluster: 'f.cluster_id', class: 'coalesce(f.ebops, f.hs_chapter, f.trade_class)',
  month: `to_char(f.statistics_date, 'YYYY-MM')`, root: 'w.whole',
};

/** What belongs to what, for groupings that the facts do not hold: parameters 12 and 13 of their statements. */
const wholes: Readonly<Partial<Record<FlowGrouping, readonly [part: readonly string[], whole: readonly string[]]>>> = {
  group: pairs(groups.map(({ id, members }) => [id, members])),
  root: pairs(taxonomyRoots.map(({ id }) => [id, leavesUnder(id)])),
};
const parts: Readonly<Partial<Record<FlowGrouping, string>>> = { group: 'f.partner::text', root: 'f.taxonomy_id' };

function pairs(given: readonly (readonly [whole: string, parts: readonly string[]])[]): readonly [string[], string[]] {
  return [given.flatMap(([, each]) => [...each]), given.flatMap(([whole, each]) => each.map(() => whole))];
}

function flowStatement(grouping: FlowGrouping): Statement {
  const part = parts[grouping];
  const membership = part ? `JOIN unnest($12::text[], $13::text[]) AS w (part, whole) ON w.part = ${part}` : '';
  // Months go on in time, everything else from the largest down.
  const [after, order] = grouping === 'month' ? ['key > $10::text', 'key'] : ['("cnyMinor", key) < ($9::bigint, $10::text)', '"cnyMinor" DESC, key DESC'];
  return statement(`trade_statistics.flows_by_${grouping}`, `
    SELECT * FROM (SELECT ${keys[grouping]} COLLATE "C" AS key, ${sums} FROM trade_statistics.facts f ${membership} WHERE ${filterCondition} GROUP BY 1) AS flows
    WHERE $9::bigint IS NULL OR ${after} ORDER BY ${order} LIMIT $11`);
}

const statements = Object.fromEntries(flowGroupings.map((grouping) => [grouping, flowStatement(grouping)])) as Readonly<Record<FlowGrouping, Statement>>;

export const totalStatement = statement('trade_statistics.total', `SELECT ${sums} FROM trade_statistics.facts f WHERE ${filterCondition}`);

/** The statement of a grouping, and the values that it takes after those of the filter, the cursor and the limit. */
export function flowsBy(grouping: FlowGrouping): { prepared: Statement; membership: readonly unknown[] } {
  return { prepared: statements[grouping], membership: wholes[grouping] ?? [] };
}

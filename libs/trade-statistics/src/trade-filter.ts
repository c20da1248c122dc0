import { findGroup, leavesUnder, marketsOfGroups } from '@silkport/markets';
import { isCalendarDate } from './statistics-date.js';
import { ClassUnknown, GroupUnknown, PeriodInvalid } from './trade-statistics.errors.js';
import type { TradeFlow } from './trade-flow.js';

/** Which facts are meant; all conditions hold at once. */
export interface TradeFilter {
  /** ISO 8601 calendar dates in China, both counted in. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** ISO 3166-1 alpha-2 of the economy traded with. */
  readonly partner?: string | undefined;
  /** Ids of groups of economies: their union, in which an economy counts once however many of them it is in. */
  readonly groups?: readonly string[] | undefined;
  readonly clusterId?: string | undefined;
  /** A root, a branch or a leaf. */
  readonly taxonomyId?: string | undefined;
  /** Without it exports and imports: what the statistics call trade. */
  readonly flow?: TradeFlow | undefined;
  readonly orderId?: string | undefined;
}

/** Uses parameters 1 to 8, in the order of `filterValues`. */
export const filterCondition = `
  ($1::date IS NULL OR f.statistics_date >= $1) AND ($2::date IS NULL OR f.statistics_date <= $2)
  AND ($3::bpchar IS NULL OR f.partner = $3) AND ($4::bpchar[] IS NULL OR f.partner = ANY ($4))
  AND ($5::text IS NULL OR f.cluster_id = $5) AND ($6::text[] IS NULL OR f.taxonomy_id = ANY ($6))
  AND f.flow = ANY ($7::text[]) AND ($8::uuid IS NULL OR f.order_id = $8)`;

/** @throws GroupUnknown, ClassUnknown, PeriodInvalid */
export function filterValues(filter: TradeFilter): unknown[] {
  const { from, to, partner, groups, clusterId, taxonomyId, flow, orderId } = filter;
  for (const date of [from, to]) if (date !== undefined && !isCalendarDate(date)) throw new PeriodInvalid({}, date === from ? 'from' : 'to');
  if (from && to && from > to) throw new PeriodInvalid({}, 'to');
  const strange = groups?.find((id) => !findGroup(id));
  if (strange !== undefined) throw new GroupUnknown({ group: strange }, 'group');
  const leaves = taxonomyId === undefined ? undefined : leavesUnder(taxonomyId);
  if (leaves && !leaves.length) throw new ClassUnknown({ class: taxonomyId ?? '' }, 'taxonomyId');
  const members = groups?.length ? marketsOfGroups(groups) : undefined;
  return [from ?? null, to ?? null, partner ?? null, members ?? null, clusterId ?? null, leaves ?? null, flow ? [flow] : ['export', 'import'], orderId ?? null];
}

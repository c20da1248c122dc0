import data from './data/groups.json' with { type: 'json' };
import type { Provenance } from './provenance.js';

export type GroupKind =
  | 'regional-organisation' | 'region' | 'intergovernmental' | 'trade-agreement' | 'customs-union' | 'currency-union' | 'project-set';

/** A circle of economies that a rule, a filter or a statistic can name at once. */
export type Group = {
  readonly id: string;
  readonly name: string;
  readonly nameZh: string;
  readonly kind: GroupKind;
  /** Market codes of full members. */
  readonly members: readonly string[];
  /** Members whose standing is contested, by code: Saudi Arabia in BRICS is `disputed`. */
  readonly memberFlags: Readonly<Record<string, string>>;
  /** False where the published list of members is longer than the one known here. */
  readonly membersComplete: boolean;
  /** Codes of economies near the group; some are no market of ours. */
  readonly partners: readonly string[];
  readonly applicants: readonly string[];
  readonly observers: readonly string[];
  readonly note: string | null;
  readonly provenance: Provenance;
};

type Row = Omit<(typeof data.groups)[number], 'source'> & {
  source: string | null; note?: string | null; member_flags?: Record<string, string>; members_complete?: boolean;
};

export const groups: readonly Group[] = (data.groups as readonly Row[]).map((row) => ({
  id: row.id,
  name: row.name,
  nameZh: row.name_zh,
  kind: row.kind as GroupKind,
  members: row.members,
  memberFlags: row.member_flags ?? {},
  membersComplete: row.members_complete ?? true,
  partners: row.partners,
  applicants: row.applicants,
  observers: row.observers,
  note: row.note ?? null,
  provenance: { sources: row.source ? [row.source] : [], asOf: row.as_of, confidence: row.confidence },
}));

const byId = new Map(groups.map((group) => [group.id, group]));

export function findGroup(id: string): Group | undefined {
  return byId.get(id);
}

/** Every group the market is a full member of: Kazakhstan is in Central Asia, the SCO and the EAEU at once. */
export function groupsOf(marketCode: string): readonly Group[] {
  return groups.filter((group) => group.members.includes(marketCode));
}

/**
 * Market codes of the union of groups, each once however many of the groups it belongs to: sums over groups would
 * count an order from Kazakhstan three times.
 * @throws RangeError for an unknown id: a rule over a misspelt group must not silently apply to nobody.
 */
export function marketsOfGroups(ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => {
    const group = byId.get(id);
    if (!group) throw new RangeError(`Unknown group ${id}`);
    return group.members;
  }))];
}

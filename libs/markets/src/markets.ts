import data from './data/markets.json' with { type: 'json' };
import type { Provenance } from './provenance.js';

/** A partner economy: a country/region that buyers order from. Tax facts of the same table: `market-tax`. */
export type Market = {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly alpha3: string;
  /** Three digits with leading zeros: a text, not a number. */
  readonly numeric: string;
  readonly name: string;
  readonly nameZh: string;
  readonly callingCode: string;
  /** Ids of the groups it is a full member of; partners and applicants stand in the group itself. */
  readonly groups: readonly string[];
  /** Legal tender, ISO 4217; not always chargeable. */
  readonly currency: string;
  /** In use beside the legal tender: US dollars in Cambodia, Hong Kong dollars in Macao. */
  readonly otherCurrencies: readonly string[];
  /** BCP 47, most useful first: official, then commercial, then regional. */
  readonly locales: readonly string[];
  readonly provenance: Provenance;
};

export const markets: readonly Market[] = data.markets.map((row) => ({
  code: row.alpha2,
  alpha3: row.alpha3,
  numeric: row.numeric,
  name: row.name,
  nameZh: row.name_zh,
  callingCode: row.calling_code,
  groups: row.groups,
  currency: row.currency,
  otherCurrencies: row.other_currencies,
  locales: row.locales.toSorted((a, b) => a.order - b.order).map(({ locale }) => locale),
  provenance: { sources: row.source, asOf: row.as_of, confidence: null },
}));

const byCode = new Map(markets.map((market) => [market.code, market]));
const byGroup = Map.groupBy(
  markets.flatMap((market) => market.groups.map((group) => ({ group, market }))),
  ({ group }) => group,
);

/** By ISO 3166-1 alpha-2 code in capitals; undefined for an economy that is not served. */
export function findMarket(code: string): Market | undefined {
  return byCode.get(code);
}

/** Full members only, in the order of the table; none for a group that does not exist (`findGroup` tells). */
export function marketsOfGroup(groupId: string): readonly Market[] {
  return byGroup.get(groupId)?.map(({ market }) => market) ?? [];
}

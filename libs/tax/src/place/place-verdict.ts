import { locationEvidenceRules } from '@silkport/markets';
import type { EvidenceKind, LocationEvidence, PlaceVerdict } from '../tax-request.js';

export interface PlaceOfSupply {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly place: PlaceVerdict;
}

/** What the markets' tables call our kinds. A declaration and an address come from the same mouth and are one item. */
const wordsOfKind: Readonly<Record<EvidenceKind, readonly string[]>> = {
  'self-declared': ['billing-address', 'residence'],
  'billing-address': ['billing-address', 'residence'],
  'ip-address': ['ip'],
  'card-country': ['bank-account', 'payment-instrument'],
  'phone-prefix': ['sim-card', 'phone-code', 'landline'],
  'delivery-address': ['delivery', 'residence', 'other'],
  'tax-id': ['other', 'residence'],
};

/** Codes of networks and proxies that say no country/region; they neither support nor contradict. */
const nowhere = new Set(['XX', 'ZZ', 'T1', 'A1', 'A2', 'AP', 'EU']);

/** Malaysia counts the network address and the telephone code as one test. */
const oneTest: Readonly<Record<string, readonly EvidenceKind[]>> = { MY: ['ip-address', 'phone-prefix'] };

/**
 * Where the supply takes place (Reg. 282/2011 art. 24b, 24d, 24f and its likes): the country/region with the most items of
 * evidence of different kinds. `sufficient` where none contradicts and as many agree as the market asks for; `pending` where none
 * contradicts but there are too few; `majority` where some contradict; `tie` where two have as many: then the declared one stands for the
 * quote and the order is held once paid. The declaration counts as one item, together with the billing address.
 */
export function placeVerdict(declared: string, evidence: readonly LocationEvidence[]): PlaceOfSupply {
  const items = itemsByCountry(declared, evidence);
  let most = 0;
  for (const [country, kinds] of items) most = Math.max(most, weigh(country, kinds));
  const leaders = [...items].filter(([country, kinds]) => weigh(country, kinds) === most).map(([country]) => country);
  const country = leaders.includes(declared) ? declared : leaders[0] ?? declared;
  if (leaders.length > 1) return { country, place: 'tie' };
  if (items.size > 1) return { country, place: 'majority' };
  return { country, place: most >= (locationEvidenceRules(country)?.required ?? 1) ? 'sufficient' : 'pending' };
}

function itemsByCountry(declared: string, evidence: readonly LocationEvidence[]): Map<string, Set<EvidenceKind>> {
  const items = new Map<string, Set<EvidenceKind>>();
  const add = (country: string, kind: EvidenceKind) => {
    const kinds = items.get(country);
    if (kinds) kinds.add(kind);
    else items.set(country, new Set([kind]));
  };
  // An address is a stronger word of the same mouth: where there is one, the declaration adds nothing.
  if (!evidence.some(({ kind }) => kind === 'billing-address')) add(declared, 'self-declared');
  for (const { kind, country } of evidence) if (kind !== 'self-declared' && !nowhere.has(country)) add(country, kind);
  return items;
}

/** Distinct tests that count in the country/region; an item that its law does not name counts for nothing there but still contradicts elsewhere. */
function weigh(country: string, kinds: ReadonlySet<EvidenceKind>): number {
  const rules = locationEvidenceRules(country);
  const counted = rules ? [...kinds].filter((kind) => wordsOfKind[kind].some((word) => rules.items.includes(word))) : [...kinds];
  const joined = oneTest[country];
  const joinedTwice = joined?.every((kind) => counted.includes(kind)) ? joined.length - 1 : 0;
  return counted.length - joinedTwice;
}

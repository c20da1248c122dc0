import type { OrderLineView } from '@silkport/ordering';

/** Under which scheme the tax of a parcel was collected when it was sold, so that it is not asked for again at the border. */
export interface ImportScheme {
  /** `IOSS` in the European Union; elsewhere the market's own. */
  readonly name: 'IOSS' | 'sale';
  /** `EU`, or the market. */
  readonly market: string;
  /** The operator's; null where it has none for this market. */
  readonly number: string | null;
  /** The law, as the order says it. */
  readonly source: string;
}

/** Where a parcel without the number is taxed a second time. From memory: IOSS; HMRC's guidance on GBP 135; VOEC; low-value goods of Australia, New Zealand and Singapore. */
const needsNumber: ReadonlySet<string> = new Set(['EU', 'GB', 'NO', 'AU', 'NZ', 'SG']);

/** As the taxes of the lines say; null where the border collects, or nothing is taxed. */
export function importSchemeOf(lines: readonly Pick<OrderLineView, 'taxes'>[], numbers: Readonly<Record<string, string>>): ImportScheme | null {
  const tax = lines.flatMap(({ taxes }) => taxes).find(({ reason }) => reason === 'import_at_sale');
  if (!tax) return null;
  const isUnion = tax.authority.startsWith('EU-IOSS-');
  const market = isUnion ? 'EU' : tax.jurisdiction.slice(0, 2);
  return { name: isUnion ? 'IOSS' : 'sale', market, number: numbers[market] ?? null, source: tax.legalSource };
}

export function lacksNumber({ market, number }: ImportScheme): boolean {
  return number === null && needsNumber.has(market);
}

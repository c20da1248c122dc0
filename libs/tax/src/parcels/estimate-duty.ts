import { findCurrency, lowValueGoods } from '@silkport/markets';
import { allocateMoney, divideHalfUp, minorOfDecimal, money, parseDecimal } from '@silkport/values';
import { isKnownWithin, type Consignment } from './consignments.js';
import type { Convert } from '../convert.js';
import { dutyRulesOn, type DutyRule } from './duties.js';
import type { TaxableLine } from '../tax-request.js';

export interface EstimatedDuty {
  /** For each line of the consignment, in minor units of the presentment currency. */
  readonly byLine: ReadonlyMap<TaxableLine, bigint>;
  readonly rule: string;
  readonly source: string;
}

/** The duty of a consignment by the market's flat rules: none below its limit, else by rule, else unknown and left at zero with a rule that says so. */
export function estimateDuty(consignment: Consignment, country: string, date: string, convert: Convert): EstimatedDuty {
  const { lines, shownMinor } = consignment;
  const currency = lines[0]?.shown.currency ?? '';
  const parcels = lowValueGoods(country);
  const relief = parcels?.dutyDeMinimis;
  const isBelow = relief && relief.amount !== '0' && isKnownWithin(shownMinor, currency, relief, convert);
  if (isBelow) return { byLine: new Map(), rule: parcels.scheme === 'eaeu-parcels' ? 'eaeu_within_limit' : 'below_de_minimis', source: parcels.note ?? `${country}: no duty up to ${relief.amount} ${relief.currency}` };
  const rule = dutyRulesOn(country, date).find(({ upTo, currency: of }) => upTo === null || isKnownWithin(shownMinor, currency, { amount: upTo, currency: of }, convert));
  if (!rule) return { byLine: new Map(), rule: country === 'US' ? 'us_no_de_minimis' : 'duty_by_tariff', source: parcels?.note ?? `${country}: customs tariff` };
  if (rule.kind === 'per-item') return { byLine: perItem(lines, rule, convert), rule: rule.rule, source: rule.source };
  const dutyMinor = byPercent(shownMinor, currency, rule, relief?.amount ?? '0', convert);
  return { byLine: shareByValue(lines, dutyMinor), rule: rule.rule, source: rule.source };
}

function byPercent(shownMinor: bigint, currency: string, rule: DutyRule, reliefAmount: string, convert: Convert): bigint {
  if (rule.kind === 'none') return 0n;
  const { digits, scale } = parseDecimal(rule.amount) ?? { digits: 0n, scale: 0 };
  const excess = rule.kind === 'percent-of-excess' ? inCurrency(reliefAmount, rule.currency, currency, convert) : 0n;
  const duty = divideHalfUp((shownMinor - excess) * digits, 100n * 10n ** BigInt(scale));
  const due = duty - (rule.less ? inCurrency(rule.less, rule.currency, currency, convert) : 0n);
  return due > 0n ? due : 0n;
}

/** EUR 3 once for each distinct tariff item, however many pieces; lines of one heading share it. */
function perItem(lines: readonly TaxableLine[], rule: DutyRule, convert: Convert): Map<TaxableLine, bigint> {
  const headings = Map.groupBy(lines, ({ hsHeading, taxonomyId }) => hsHeading ?? taxonomyId);
  const each = inCurrency(rule.amount, rule.currency, lines[0]?.shown.currency ?? '', convert);
  return new Map([...headings.values()].flatMap((ofHeading) => [...shareByValue(ofHeading, each)]));
}

function shareByValue(lines: readonly TaxableLine[], amountMinor: bigint): Map<TaxableLine, bigint> {
  const values = lines.map(({ shown }) => shown.amountMinor);
  const ratios = values.some((value) => value > 0n) ? values : lines.map(() => 1n);
  const parts = allocateMoney(money(amountMinor, lines[0]?.shown.currency ?? ''), ratios);
  return new Map(lines.map((line, index) => [line, parts[index]?.amountMinor ?? 0n]));
}

function inCurrency(amount: string, from: string, to: string, convert: Convert): bigint {
  return convert(minorOfDecimal(amount, findCurrency(from)?.minorUnits ?? 2) ?? 0n, from, to);
}

import { prepared, statement, type Tx } from '@silkport/platform';
import { divideHalfUp, newId, type Money } from '@silkport/values';
import { insertVerdicts, judgeAgain, judgePlace, verdictRow } from '../place/judge-place.js';
import { evidenceRows, insertEvidence } from '../place/keep-evidence.js';
import type { TaxLine } from '../tax-line.js';
import type { LocationEvidence } from '../tax-request.js';

export interface SuppliedLine {
  readonly isParcel: boolean;
  readonly net: Money;
  /** As frozen with the order; never empty. */
  readonly taxes: readonly TaxLine[];
}

export interface Supply {
  readonly orderId: string;
  /** The place of supply that the taxes were computed for. */
  readonly country: string;
  readonly isBusiness: boolean;
  readonly paidAt: Date;
  readonly evidence: readonly LocationEvidence[];
  readonly lines: readonly SuppliedLine[];
}

/** What a refund takes off the turnover again: the refunded shares, as positive amounts like those of the supply. */
export interface WithdrawnSupply extends Omit<Supply, 'evidence' | 'paidAt'> {
  readonly refundId: string;
  readonly refundedAt: Date;
}

const insertTurnover = (parameter: string) => `INSERT INTO tax.turnover (id, reference_id, order_id, place, is_business, is_parcel, currency, amount_minor, supplied_on)
  SELECT id, reference_id, order_id, place, is_business, is_parcel, currency, amount_minor, supplied_on
  FROM json_to_recordset(${parameter}::json)
    AS t(id uuid, reference_id uuid, order_id uuid, place text, is_business boolean, is_parcel boolean, currency char(3), amount_minor bigint, supplied_on date)
  ON CONFLICT ON CONSTRAINT turnover_once DO NOTHING`;

/** Brings back orders of which evidence came before their payment was told of. */
const recording = statement('tax.record_supply', `WITH evidence AS (${insertEvidence}), turnover AS (${insertTurnover('$2')}), verdicts AS (${insertVerdicts('$3')})
  SELECT DISTINCT order_id AS "orderId" FROM tax.location_evidence WHERE order_id = ANY ($4::uuid[])`);
const withdrawing = statement('tax.withdraw_supply', insertTurnover('$1'));

/** In the transaction that pays orders, once for each: keeps their evidence for ten years with what it came to, and counts them towards the thresholds of their markets. */
export async function recordSupply(tx: Tx, ...supplies: readonly Supply[]): Promise<void> {
  const turnover = supplies.flatMap((supply) => turnoverRows(supply, supply.orderId, supply.paidAt, 1n));
  const verdicts = supplies.map(({ orderId, country, evidence }) => verdictRow(orderId, country, judgePlace(country, evidence)));
  const orderIds = supplies.map(({ orderId }) => orderId);
  const early = await prepared<{ orderId: string }>(tx, recording, [JSON.stringify(supplies.flatMap(evidenceRows)), JSON.stringify(turnover), JSON.stringify(verdicts), orderIds]);
  if (early.length) await judgeAgain(tx, early.map(({ orderId }) => orderId));
}

/** In the transaction that refunds: takes the refunded shares off the turnover that the thresholds count. */
export async function withdrawSupply(tx: Tx, supply: WithdrawnSupply): Promise<void> {
  await prepared(tx, withdrawing, [JSON.stringify(turnoverRows(supply, supply.refundId, supply.refundedAt, -1n))]);
}

function turnoverRows({ orderId, country, isBusiness, lines }: Pick<Supply, 'orderId' | 'country' | 'isBusiness' | 'lines'>, referenceId: string, at: Date, sign: bigint): object[] {
  const sums = new Map<string, { place: string; isParcel: boolean; currency: string; amountMinor: bigint }>();
  for (const line of lines) {
    const { amountMinor, currency } = netRemitted(line);
    for (const place of placesOf(line, country)) {
      const key = `${place}/${currency}/${line.isParcel}`;
      const sum = sums.get(key);
      if (sum) sum.amountMinor += amountMinor;
      else sums.set(key, { place, isParcel: line.isParcel, currency, amountMinor });
    }
  }
  return [...sums.values()].map(({ place, isParcel, currency, amountMinor }) => ({
    id: newId(), reference_id: referenceId, order_id: orderId, place, is_business: isBusiness, is_parcel: isParcel, currency,
    amount_minor: (amountMinor * sign).toString(), supplied_on: at.toISOString().slice(0, 10),
  }));
}

/** The market itself, and each province that has a tax of its own. */
function placesOf({ taxes }: SuppliedLine, country: string): ReadonlySet<string> {
  const jurisdictions = taxes.map(({ jurisdiction }) => jurisdiction);
  return new Set([jurisdictions[0]?.slice(0, 2) ?? country, ...jurisdictions.filter((place) => place.includes('-'))]);
}

/** Net in the currency of the authority, at the order's rates; the base of the tax may be a part of it only (Indonesia). */
function netRemitted({ net, taxes: [first] }: SuppliedLine): Money {
  if (!first || first.base.amountMinor === 0n) return net;
  return { amountMinor: divideHalfUp(first.remittanceBase.amountMinor * net.amountMinor, first.base.amountMinor), currency: first.remittanceBase.currency };
}

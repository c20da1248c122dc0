import { findMarket } from '@silkport/markets';
import { offeredCurrency, type ListedPrice } from '@silkport/pricing';
import { MainPriceMissing, PriceMarketUnknown, PricePeriodRefused, PriceRefused, PricesOverlap } from './catalog.errors.js';

/** A row of catalog.prices as it is now. */
export interface PriceRow extends ListedPrice {
  readonly id: string;
  readonly market: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

export interface PriceListChange {
  /** In force until now: they end now. */
  readonly ended: readonly string[];
  /** Never came into force. */
  readonly dropped: readonly string[];
  readonly added: readonly (Omit<PriceRow, 'id'> & { readonly isMain: boolean })[];
}

/** Above what any card payment can be in any currency. */
const largestPriceMinor = 10n ** 14n;

/**
 * What turns the prices that are in force or to come into the list that is wanted. What was asked in the past stays: a price begins
 * now at the earliest, and one that is in force and wanted as it is stays the row that it is.
 * @param field what the caller calls the list
 * @throws CurrencyNotOffered, PriceRefused, PriceMarketUnknown, PricePeriodRefused, PricesOverlap, MainPriceMissing
 */
export function priceListChange(current: readonly PriceRow[], wanted: readonly ListedPrice[], mainCurrency: string, now: Date, field = 'prices'): PriceListChange {
  wanted.forEach((price, index) => refusePrice(price, `${field}.${index}`, now));
  const list = wanted.map((price) => ({ ...price, market: price.market ?? null, validFrom: price.validFrom && price.validFrom > now ? price.validFrom : null, validTo: price.validTo ?? null }));
  list.forEach((price, index) => {
    if (list.some((other, position) => position < index && overlap(price, other))) throw new PricesOverlap({ currency: price.currency }, `${field}.${index}`);
  });
  refuseGaps(list, mainCurrency, field);
  const kept = new Set<string>();
  const added = list.flatMap((price) => {
    const same = current.find((row) => isSame(row, price, now));
    if (same) kept.add(same.id);
    return same ? [] : [{ ...price, validFrom: price.validFrom ?? now, isMain: price.currency === mainCurrency && price.market === null }];
  });
  const gone = current.filter(({ id, validTo }) => !kept.has(id) && (!validTo || validTo > now));
  const wasInForce = ({ validFrom }: PriceRow) => !validFrom || validFrom < now;
  return { ended: gone.filter(wasInForce).map(({ id }) => id), dropped: gone.filter((row) => !wasInForce(row)).map(({ id }) => id), added };
}

function refusePrice({ currency, amountMinor, market, validFrom, validTo }: ListedPrice, field: string, now: Date): void {
  const { chargeStepMinor } = offeredCurrency(currency);
  if (amountMinor <= 0n || amountMinor > largestPriceMinor || amountMinor % chargeStepMinor !== 0n) throw new PriceRefused({ currency }, `${field}.amount`);
  if (market && !findMarket(market)) throw new PriceMarketUnknown({ country: market }, `${field}.market`);
  if (validTo && (validTo <= now || (validFrom && validTo <= validFrom))) throw new PricePeriodRefused({}, `${field}.validTo`);
}

type Listed = Omit<PriceRow, 'id'>;

function overlap(left: Listed, right: Listed): boolean {
  return left.currency === right.currency && left.market === right.market && startsBeforeEnd(left, right) && startsBeforeEnd(right, left);
}

function startsBeforeEnd({ validFrom }: Listed, { validTo }: Listed): boolean {
  return !validFrom || !validTo || validFrom < validTo;
}

/** The main prices follow each other without a gap, from now on and for ever. */
function refuseGaps(list: readonly Listed[], currency: string, field: string): void {
  const main = list.filter((price) => price.currency === currency && price.market === null).toSorted((left, right) => (left.validFrom?.getTime() ?? 0) - (right.validFrom?.getTime() ?? 0));
  const follows = main.every(({ validFrom }, index) => (index ? validFrom?.getTime() === main[index - 1]?.validTo?.getTime() : validFrom === null));
  if (!main.length || !follows || main.at(-1)?.validTo) throw new MainPriceMissing({ currency }, field);
}

function isInForce({ validFrom }: Listed, now: Date): boolean {
  return !validFrom || validFrom <= now;
}

function isSame(row: PriceRow, price: Listed, now: Date): boolean {
  const sameStart = isInForce(row, now) ? price.validFrom === null : row.validFrom?.getTime() === price.validFrom?.getTime();
  return sameStart && row.currency === price.currency && row.amountMinor === price.amountMinor && row.market === price.market && row.validTo?.getTime() === price.validTo?.getTime();
}

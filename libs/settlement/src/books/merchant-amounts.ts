import { addMoney, money, type Money } from '@silkport/values';

/** An amount of one merchant in one currency: at most one of a pair in a list. */
export interface MerchantAmount {
  readonly merchantId: string;
  readonly amount: Money;
}

/** One amount for each merchant and currency, zero ones too. */
export function byMerchant(amounts: readonly MerchantAmount[]): MerchantAmount[] {
  const sums = new Map<string, MerchantAmount>();
  for (const { merchantId, amount } of amounts) {
    const key = `${merchantId} ${amount.currency}`;
    const known = sums.get(key);
    sums.set(key, { merchantId, amount: known ? addMoney(known.amount, amount) : amount });
  }
  return [...sums.values()];
}

/** Of one merchant in one currency; zero where the list has none. */
export function amountFor(amounts: readonly MerchantAmount[], { merchantId, amount: { currency } }: MerchantAmount): bigint {
  return amounts.find((one) => one.merchantId === merchantId && one.amount.currency === currency)?.amount.amountMinor ?? 0n;
}

/** The lesser of two by merchant and currency, never below zero. */
export function lesser(left: readonly MerchantAmount[], right: readonly MerchantAmount[]): MerchantAmount[] {
  return left.map((one) => {
    const other = amountFor(right, one);
    const least = other < one.amount.amountMinor ? other : one.amount.amountMinor;
    return { ...one, amount: money(least > 0n ? least : 0n, one.amount.currency) };
  });
}

/** The left list less what the right one has of each; it may go below zero. */
export function minus(left: readonly MerchantAmount[], right: readonly MerchantAmount[]): MerchantAmount[] {
  return left.map((one) => ({ ...one, amount: money(one.amount.amountMinor - amountFor(right, one), one.amount.currency) }));
}

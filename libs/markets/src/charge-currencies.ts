/**
 * What Stripe does differently from ISO 4217. Source: Stripe, "Supported currencies" (presentment currencies,
 * zero-decimal, three-decimal, special cases), written down from memory and to be compared with the page before a
 * live key is used; least sure of RUB, MMK, BYN, BHD, KWD and OMR. RUB is on the list although few cards can pay it:
 * whether a sale may go there is a trade rule, not a matter of this table.
 */
const presentmentCodes = new Set((
  'AED AMD AUD BHD BND BRL BYN CAD CHF CLP CNY CRC CZK DKK EGP ETB EUR GBP HKD HUF IDR INR JPY KGS KHR KRW KWD KZT LAK '
  + 'MMK MNT MOP MXN MYR NOK NZD OMR PEN PHP PKR PLN QAR RON RUB SAR SEK SGD THB TJS TRY TWD USD UZS VND ZAR').split(' '));

const zeroDecimalCodes = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));

/** No decimals in ISO 4217, yet Stripe expects two, always 00: 5 ISK is sent as 500. */
const paddedCodes = new Set(['ISK', 'UGX']);

/** Charged with two decimals, paid out in whole units only: an amount not divisible by 100 stays on the balance. */
const wholePayoutCodes = new Set(['HUF', 'TWD']);

/** Whether Stripe takes the currency as the presentment currency of a charge; of ours it takes neither IRR nor TMT. */
export function isChargeable(code: string): boolean {
  return presentmentCodes.has(code);
}

/** Decimals of the integer that Stripe's API expects; differs from ISO 4217 for ISK, UGX (2, not 0) and MGA (0, not 2). */
export function chargeDecimals(code: string, minorUnits: number): number {
  if (zeroDecimalCodes.has(code)) return 0;
  return paddedCodes.has(code) ? 2 : minorUnits;
}

/**
 * The amount of a charge, in ISO minor units, must be a multiple of this: 10 for three-decimal currencies (Stripe wants
 * the last digit 0), 100 where ISO has two decimals and Stripe none, else 1.
 */
export function chargeStepMinor(code: string, minorUnits: number): bigint {
  if (minorUnits === 3) return 10n;
  return 10n ** BigInt(Math.max(0, minorUnits - chargeDecimals(code, minorUnits)));
}

/** The amount of a payout, in ISO minor units, must be a multiple of this: 100 for HUF and TWD, else as for a charge. */
export function payoutStepMinor(code: string, minorUnits: number): bigint {
  return wholePayoutCodes.has(code) ? 100n : chargeStepMinor(code, minorUnits);
}

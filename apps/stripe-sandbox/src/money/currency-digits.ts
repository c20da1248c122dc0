const zeroDecimal = new Set(['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'vnd', 'vuv', 'xaf', 'xof', 'xpf']);
const threeDecimal = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** Decimal places of an amount in Stripe's API: not always ISO 4217's (ISK and UGX count in hundredths that must be zero). */
export function currencyDigits(currency: string): 0 | 2 | 3 {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

const wholeOnly = new Set(['isk', 'ugx']);

/** The step that a charge must be a multiple of: 10 for three-decimal currencies, 100 for ISK and UGX. */
export function currencyStep(currency: string): number {
  if (threeDecimal.has(currency)) return 10;
  return wholeOnly.has(currency) ? 100 : 1;
}

/** Digits shown to people: none where the hundredths are always zero. */
export function shownDigits(currency: string): number {
  return wholeOnly.has(currency) ? 0 : currencyDigits(currency);
}

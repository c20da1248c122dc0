import type { Rate } from '@silkport/values';

/**
 * A rate as Stripe wrote it. JSON made a float of it, whose shortest text is what was written as long as that had no more than 15 digits;
 * Stripe writes six to ten. Only the text is used: no arithmetic is done on the float.
 */
export function stripeRate(exchangeRate: number | null): Rate | null {
  if (exchangeRate === null) return null;
  const [digits = '', exponent] = String(exchangeRate).split('e');
  if (exponent === undefined) return digits;
  const [whole = '', fraction = ''] = digits.split('.');
  const places = Number(exponent);
  if (places > 0) return whole + fraction.padEnd(places, '0');
  return `0.${'0'.repeat(-places - whole.length)}${whole}${fraction}`;
}

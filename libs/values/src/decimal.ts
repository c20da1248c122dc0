/** A plain decimal number as digits and a count of those after the point: 503.25 is { digits: 50325n, scale: 2 }. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const plainDecimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads "12", "12.50" or "-0.05"; undefined for everything else (no exponent, no grouping, no blank). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = plainDecimal.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign ? -digits : digits, scale: fraction.length };
}

/** Minor units as a plain decimal string of major units: (1250n, 2) is "12.50", (-5n, 2) is "-0.05". */
export function decimalOfMinor(amountMinor: bigint, minorUnits: number): string {
  if (minorUnits === 0) return amountMinor.toString();
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(minorUnits + 1, '0');
  return `${amountMinor < 0n ? '-' : ''}${digits.slice(0, -minorUnits)}.${digits.slice(-minorUnits)}`;
}

/** Major units as a decimal string to minor units; undefined when it is no decimal or has more digits than the currency. */
export function minorOfDecimal(text: string, minorUnits: number): bigint | undefined {
  const decimal = parseDecimal(text);
  if (!decimal || decimal.scale > minorUnits) return undefined;
  return decimal.digits * 10n ** BigInt(minorUnits - decimal.scale);
}

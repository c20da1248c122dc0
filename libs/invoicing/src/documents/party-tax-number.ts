/** Prefixes of numbers for value added tax that are not the country's code: Greece, Northern Ireland (EN 16931, BR-CO-09). */
const otherPrefixes = ['EL', 'XI'];

/** A tax number as a number for value added tax with its country's prefix, or as one of another kind. */
export function taxNumber(number: string | null | undefined, country: string): { vatId: string | null; taxId: string | null } {
  if (!number) return { vatId: null, taxId: null };
  const isPrefixed = [country, ...otherPrefixes].includes(number.slice(0, 2)) && number.length > 2;
  return isPrefixed ? { vatId: number, taxId: null } : { vatId: null, taxId: number };
}

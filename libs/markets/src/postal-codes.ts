/** Among the countries/regions that we sell to or buy from. Source: Universal Postal Union, postal addressing systems, 2025. */
const without: ReadonlySet<string> = new Set(['AE', 'HK', 'MO', 'QA']);

/** Whether an address there is not whole without a postal code. */
export function hasPostalCodes(country: string): boolean {
  return !without.has(country);
}

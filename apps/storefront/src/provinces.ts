/** ISO 3166-2 codes, without the country's, of provinces on which a tax depends; their names are messages. Where a country/region is not here the page does not ask. */
const provinces: Readonly<Record<string, readonly string[]>> = { CA: ['AB', 'BC', 'MB', 'NB', 'NL', 'NS', 'NT', 'NU', 'ON', 'PE', 'QC', 'SK', 'YT'] };

export function provincesOf(country: string): readonly string[] {
  return provinces[country] ?? [];
}

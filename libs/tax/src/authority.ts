import { marketTax } from '@silkport/markets';
import type { TaxRate } from './tax-rates.js';

/** In which scheme a tax is declared: that decides the authority and the currency it is paid in. */
export type Declaration = 'domestic' | 'OSS' | 'IOSS';

/** Who is owed: `EU-OSS-DE`, `EU-IOSS-DE`, `KZ`; the tax of a Canadian province that collects its own, `CA-QC`. */
export function authorityOf(country: string, declaration: Declaration, jurisdiction = country): string {
  if (marketTax(country)?.scheme === 'eu-vat-digital' && declaration !== 'domestic') return `EU-${declaration}-${country}`;
  return jurisdiction;
}

/** GST and HST are federal, whichever province's rate applies; QST, PST and RST are the province's. */
export function collectorOf({ market, name }: TaxRate): string {
  return name === 'GST' || name === 'HST' ? market.slice(0, 2) : market;
}

/** ISO 4217: euro for what is declared through the Union's one-stop shops, whatever the member state's currency. */
export function remittanceCurrency(authority: string, marketCurrency: string): string {
  return authority.startsWith('EU-') ? 'EUR' : marketCurrency;
}

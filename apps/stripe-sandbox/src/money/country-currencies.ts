/** The currency of an account's country/region, where it is not the US dollar and Stripe charges in it. */
const currencies: Readonly<Record<string, string>> = {
  AE: 'aed', AR: 'ars', AU: 'aud', BG: 'eur', BH: 'bhd', BR: 'brl', CA: 'cad', CH: 'chf', CL: 'clp', CN: 'cny', CO: 'cop', CZ: 'czk', DK: 'dkk', EG: 'egp', GB: 'gbp',
  HK: 'hkd', HU: 'huf', ID: 'idr', IL: 'ils', IN: 'inr', IS: 'isk', JP: 'jpy', KE: 'kes', KR: 'krw', KW: 'kwd', KZ: 'kzt', LI: 'chf', MA: 'mad', MO: 'mop', MX: 'mxn',
  MY: 'myr', NG: 'ngn', NO: 'nok', NZ: 'nzd', OM: 'omr', PE: 'pen', PH: 'php', PK: 'pkr', PL: 'pln', QA: 'qar', RO: 'ron', RS: 'rsd', RU: 'rub', SA: 'sar', SE: 'sek',
  SG: 'sgd', TH: 'thb', TR: 'try', TW: 'twd', UA: 'uah', UY: 'uyu', UZ: 'uzs', VN: 'vnd', ZA: 'zar',
};
const euro = new Set('AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' '));

export function currencyOfCountry(country: string): string {
  return euro.has(country) ? 'eur' : (currencies[country] ?? 'usd');
}

import { findGroup, markets, marketTax } from '@silkport/markets';
import { aLine, aParcel, assessed, sampleTable } from './testing.js';
import { thresholdsOf } from './thresholds/tax-thresholds.js';
import { taxRates } from './tax-rates.js';
import type { TaxReason } from './tax-line.js';

type Expected = readonly [code: string, digital: string, goods: string | null, authority: string, business: TaxReason];

/** What the law asks of a digital film sold from China on 2026-11-23 to a consumer, the goods' rate, who is owed, and what a business gets. */
const expected: readonly Expected[] = [
  ['AE', '5', '5', 'AE', 'reverse_charge'], ['AM', '20', '20', 'AM', 'reverse_charge'], ['AT', '20', '20', 'EU-OSS-AT', 'reverse_charge'], ['AU', '10', '10', 'AU', 'not_taxed'],
  ['BE', '21', '21', 'EU-OSS-BE', 'reverse_charge'], ['BG', '20', '20', 'EU-OSS-BG', 'reverse_charge'], ['BH', '10', '10', 'BH', 'reverse_charge'], ['BN', 'not_taxed', null, 'BN', 'not_taxed'],
  ['BR', 'regime_unknown', null, 'BR', 'regime_unknown'], ['BY', '20', '20', 'BY', 'reverse_charge'], ['CA', '5', '5', 'CA', 'not_taxed'], ['CH', '8.1', '8.1', 'CH', 'buyer_accounts'],
  ['CL', '19', '19', 'CL', 'reverse_charge'], ['CN', '6', '13', 'CN', 'standard'], ['CR', '13', '13', 'CR', 'buyer_accounts'], ['CY', '19', '19', 'EU-OSS-CY', 'reverse_charge'],
  ['CZ', '21', '21', 'EU-OSS-CZ', 'reverse_charge'], ['DE', '19', '19', 'EU-OSS-DE', 'reverse_charge'], ['DK', '25', '25', 'EU-OSS-DK', 'reverse_charge'], ['EE', '24', '24', 'EU-OSS-EE', 'reverse_charge'],
  ['EG', '14', '14', 'EG', 'reverse_charge'], ['ES', '21', '21', 'EU-OSS-ES', 'reverse_charge'], ['ET', '15', '15', 'ET', 'reverse_charge'], ['FI', '25.5', '25.5', 'EU-OSS-FI', 'reverse_charge'],
  ['FR', '20', '20', 'EU-OSS-FR', 'reverse_charge'], ['GB', '20', '20', 'GB', 'reverse_charge'], ['GR', '24', '24', 'EU-OSS-GR', 'reverse_charge'], ['HK', 'not_taxed', null, 'HK', 'not_taxed'],
  ['HR', '25', '25', 'EU-OSS-HR', 'reverse_charge'], ['HU', '27', '27', 'EU-OSS-HU', 'reverse_charge'], ['ID', '12', '12', 'ID', 'standard'], ['IE', '23', '23', 'EU-OSS-IE', 'reverse_charge'],
  ['IN', '18', '18', 'IN', 'reverse_charge'], ['IR', 'regime_unknown', '10', 'IR', 'regime_unknown'], ['IT', '22', '22', 'EU-OSS-IT', 'reverse_charge'], ['JP', '10', '10', 'JP', 'reverse_charge'],
  ['KG', '12', '12', 'KG', 'reverse_charge'], ['KH', '10', '10', 'KH', 'reverse_charge'], ['KR', '10', '10', 'KR', 'not_taxed'], ['KW', 'not_taxed', null, 'KW', 'not_taxed'],
  ['KZ', '16', '16', 'KZ', 'reverse_charge'], ['LA', '10', '10', 'LA', 'standard'], ['LT', '21', '21', 'EU-OSS-LT', 'reverse_charge'], ['LU', '17', '17', 'EU-OSS-LU', 'reverse_charge'],
  ['LV', '21', '21', 'EU-OSS-LV', 'reverse_charge'], ['MM', 'not_taxed', '5', 'MM', 'not_taxed'], ['MN', 'regime_unknown', '10', 'MN', 'regime_unknown'], ['MO', 'not_taxed', null, 'MO', 'not_taxed'],
  ['MT', '18', '18', 'EU-OSS-MT', 'reverse_charge'], ['MX', '16', '16', 'MX', 'standard'], ['MY', '8', '10', 'MY', 'standard'], ['NL', '21', '21', 'EU-OSS-NL', 'reverse_charge'],
  ['NO', '25', '25', 'NO', 'reverse_charge'], ['NZ', '15', '15', 'NZ', 'not_taxed'], ['OM', '5', '5', 'OM', 'reverse_charge'], ['PE', '18', '18', 'PE', 'reverse_charge'],
  ['PH', '12', '12', 'PH', 'reverse_charge'], ['PK', 'regime_unknown', '18', 'PK', 'regime_unknown'], ['PL', '23', '23', 'EU-OSS-PL', 'reverse_charge'], ['PT', '23', '23', 'EU-OSS-PT', 'reverse_charge'],
  ['QA', 'not_taxed', null, 'QA', 'not_taxed'], ['RO', '21', '21', 'EU-OSS-RO', 'reverse_charge'], ['RU', '22', '22', 'RU', 'buyer_accounts'], ['SA', '15', '15', 'SA', 'reverse_charge'],
  ['SE', '25', '25', 'EU-OSS-SE', 'reverse_charge'], ['SG', '9', '9', 'SG', 'reverse_charge'], ['SI', '22', '22', 'EU-OSS-SI', 'reverse_charge'], ['SK', '23', '23', 'EU-OSS-SK', 'reverse_charge'],
  ['TH', '7', '7', 'TH', 'reverse_charge'], ['TJ', '14', '14', 'TJ', 'reverse_charge'], ['TL', 'not_taxed', '2.5', 'TL', 'not_taxed'], ['TM', 'regime_unknown', '15', 'TM', 'regime_unknown'],
  ['TR', '20', '20', 'TR', 'reverse_charge'], ['TW', '5', '5', 'TW', 'reverse_charge'], ['US', 'regime_unknown', null, 'US', 'regime_unknown'], ['UZ', '12', '12', 'UZ', 'reverse_charge'],
  ['VN', '10', '8', 'VN', 'buyer_accounts'], ['ZA', '15', '15', 'ZA', 'standard'],
];

const ePublications = {
  AT: '10', BE: '6', BG: '9', CY: '3', CZ: '0', DE: '7', DK: '25', EE: '9', ES: '4', FI: '13.5', FR: '5.5', GB: '0', GR: '6', HR: '5', HU: '27', IE: '0', IT: '4', LT: '5', LU: '3', LV: '5',
  MT: '5', NL: '9', PL: '5', PT: '6', RO: '11', SE: '6', SI: '5', SK: '5',
};

const taxOf = (country: string, with_: Parameters<typeof aLine>[0] = {}, at = '2026-11-23', region: string | null = null) =>
  assessed({ country, region, lines: [aLine(with_)], at: new Date(`${at}T12:00:00Z`) }).lines[0]?.taxes ?? [];

describe('the taxes of a market', () => {
  it('are expected here for each of the 78 markets', () => {
    expect(expected.map(([code]) => code)).toEqual(markets.map(({ code }) => code).toSorted());
  });

  it.each(expected)('of %s on a film are %s', (country, digital, _goods, authority) => {
    const [tax] = taxOf(country);
    const isRate = /^\d/.test(digital);
    expect(tax).toMatchObject({
      ratePct: isRate ? digital : '0', reason: isRate ? 'standard' : digital, authority, isIncluded: !['CA', 'US'].includes(country), taxPointDate: '2026-11-23',
    });
    expect(tax?.legalSource).not.toBe('');
    expect(tax?.amount.amountMinor === 0n).toBe(!isRate);
  });

  it.each(expected)('of %s on goods sold within it, after a film at %s, are %s', (country, _digital, goods) => {
    const [tax] = taxOf(country, { taxClass: 'goods-standard', isParcel: true, merchantCountry: country });
    expect(tax).toMatchObject(goods ? { ratePct: goods, reason: 'standard' } : { ratePct: '0', reason: ['BR', 'US'].includes(country) ? 'regime_unknown' : 'not_taxed' });
  });

  it.each(expected)('of %s on a business are its mechanism', (country, _digital, _goods, _authority, business) => {
    const { lines: [line] } = assessed({ country, taxId: 'x' }, { taxId: 'X' });
    expect(line?.taxes[0]?.reason).toBe(business);
    if (business !== 'standard') expect(line?.tax.amountMinor).toBe(0n);
  });

  it.each(Object.entries(ePublications))('of %s on an electronic book are %s per cent', (country, ratePct) => {
    const [tax] = taxOf(country, { taxClass: 'e-publication' });
    expect(tax?.ratePct).toBe(ratePct);
    expect(tax?.reason).toBe(ratePct === '0' ? 'zero_rated' : ['DK', 'HU'].includes(country) ? 'standard' : 'reduced');
  });

  it('agree with the reference table where it has a rate, today', () => {
    for (const { code } of markets) {
      const rules = marketTax(code);
      const rate = expected.find(([country]) => country === code)?.[1];
      // Indonesia's 11 is 12 on 11/12; Canada is by province; null is unknown.
      if (code !== 'ID' && rate && /^\d/.test(rate)) expect([code, rate]).toEqual([code, rules?.digitalRatePct]);
      if (rules?.ePublicationRatePct) expect([code, ePublications[code as keyof typeof ePublications]]).toEqual([code, rules.ePublicationRatePct]);
      const threshold = rules?.threshold;
      if (code !== 'US' && threshold && threshold.amount !== '0') {
        expect(thresholdsOf(code)).toContainEqual(expect.objectContaining({ limit: threshold.amount, currency: threshold.currency }));
      }
    }
    expect(Object.keys(ePublications).filter((code) => code !== 'GB').toSorted()).toEqual(findGroup('eu')?.members.toSorted());
  });
});

describe('the dated tables', () => {
  it.each([
    ['KZ', 'ess', '2025-12-31', '12', '2026-01-01', '16'], ['RU', 'ess', '2025-12-31', '20', '2026-01-01', '22'], ['EE', 'ess', '2025-06-30', '22', '2025-07-01', '24'],
    ['EE', 'ess', '2023-12-31', '20', '2024-01-01', '22'], ['SK', 'ess', '2024-12-31', '20', '2025-01-01', '23'], ['RO', 'ess', '2025-07-31', '19', '2025-08-01', '21'],
    ['RO', 'e-publication', '2025-07-31', '5', '2025-08-01', '11'], ['FI', 'ess', '2024-08-31', '24', '2024-09-01', '25.5'], ['FI', 'e-publication', '2025-12-31', '14', '2026-01-01', '13.5'],
    ['TJ', 'ess', '2023-12-31', '15', '2024-01-01', '14'], ['TJ', 'ess', '2026-12-31', '14', '2027-01-01', '13'], ['TH', 'ess', '2026-09-30', '7', '2026-10-01', '7'],
    ['TH', 'ess', '2027-09-30', '7', '2027-10-01', '10'], ['VN', 'ess', '2025-06-30', '5', '2025-07-01', '10'], ['CH', 'ess', '2023-12-31', '7.7', '2024-01-01', '8.1'],
    ['SG', 'ess', '2023-12-31', '8', '2024-01-01', '9'], ['MY', 'ess', '2024-02-29', '6', '2024-03-01', '8'], ['ID', 'ess', '2024-12-31', '11', '2025-01-01', '12'],
    ['CZ', 'e-publication', '2023-12-31', '10', '2024-01-01', '0'], ['UZ', 'ess', '2022-12-31', '15', '2023-01-01', '12'], ['TR', 'ess', '2023-07-09', '18', '2023-07-10', '20'],
    ['LU', 'ess', '2023-12-31', '16', '2024-01-01', '17'], ['LA', 'ess', '2024-04-30', '7', '2024-05-01', '10'],
  ] as const)('change the rate of %s on %s from %s (%s) to %s (%s)', (country, taxClass, before, old, after, fresh) => {
    expect(taxOf(country, { taxClass }, before)[0]?.ratePct).toBe(old);
    expect(taxOf(country, { taxClass }, after)[0]?.ratePct).toBe(fresh);
  });

  it('change the rate of Viet Nam on goods from 8 to 10 per cent with the year 2027', () => {
    const goods = { taxClass: 'goods-standard', isParcel: true, merchantCountry: 'VN' } as const;
    expect([taxOf('VN', goods, '2026-12-31')[0]?.ratePct, taxOf('VN', goods, '2027-01-01')[0]?.ratePct]).toEqual(['8', '10']);
  });

  it('have one rate of a tax on any day, without a gap between two rows', () => {
    for (const rows of Map.groupBy(taxRates, ({ market, group, name }) => `${market}/${group}/${name}`).values()) {
      expect(rows[0]?.validFrom).toBeNull();
      expect(rows.at(-1)?.validTo).toBeNull();
      for (const [index, { validFrom }] of rows.entries()) {
        const before = rows[index - 1]?.validTo;
        if (before) expect(validFrom).toBe(new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10));
      }
    }
  });
});

describe('special rules', () => {
  it('levy 12 per cent of eleven twelfths in Indonesia, which is eleven of the price', () => {
    const { lines: [line] } = assessed({ country: 'ID', currency: 'IDR', lines: [aLine({ amountMinor: 11_100_000n, currency: 'IDR' })] });
    expect(line).toMatchObject({ net: { amountMinor: 10_000_000n }, tax: { amountMinor: 1_100_000n } });
    expect(line?.taxes[0]).toMatchObject({ ratePct: '12', name: 'PPN', base: { amountMinor: 9_166_667n }, amount: { amountMinor: 1_100_000n } });
  });

  it('levy 10 per cent on professional services in Egypt, from the first sale, and 14 on the rest', () => {
    expect([taxOf('EG', { taxClass: 'professional' })[0]?.ratePct, taxOf('EG')[0]?.ratePct]).toEqual(['10', '14']);
  });

  it('leave a consultant\'s work for a consumer of the European Union to the consultant\'s country', () => {
    expect(taxOf('DE', { taxClass: 'professional' })[0]).toMatchObject({ reason: 'not_taxed', legalSource: expect.stringContaining('art. 45') });
    expect(taxOf('DE', { taxClass: 'professional', merchantCountry: 'SE' })[0]).toMatchObject({ jurisdiction: 'SE', authority: 'SE', ratePct: '25', remittanceAmount: { currency: 'SEK' } });
    expect(taxOf('DE', { taxClass: 'professional', merchantCountry: 'GB' })[0]).toMatchObject({ jurisdiction: 'GB', ratePct: '20', remittanceAmount: { currency: 'GBP' } });
  });

  it.each([
    ['ON', [['HST', '13', 'CA']]], ['NS', [['HST', '14', 'CA']]], ['NB', [['HST', '15', 'CA']]], ['AB', [['GST', '5', 'CA']]], ['QC', [['GST', '5', 'CA'], ['QST', '9.975', 'CA-QC']]],
    ['BC', [['GST', '5', 'CA'], ['PST', '7', 'CA-BC']]], ['SK', [['GST', '5', 'CA'], ['PST', '6', 'CA-SK']]], ['MB', [['GST', '5', 'CA'], ['RST', '7', 'CA-MB']]], [null, [['GST', '5', 'CA']]],
  ] as const)('levy in Canadian %s what the province has', (region, taxes) => {
    expect(taxOf('CA', {}, '2026-11-23', region).map(({ name, ratePct, authority }) => [name, ratePct, authority])).toEqual(taxes);
  });

  it('take a province in small letters, and nothing that is no province', () => {
    expect(taxOf('CA', {}, '2026-11-23', ' qc ').map(({ name }) => name)).toEqual(['GST', 'QST']);
    expect(taxOf('CA', {}, '2026-11-23', 'Québec').map(({ name }) => name)).toEqual(['GST']);
    expect(taxOf('US', {}, '2026-11-23', 'New York')[0]?.jurisdiction).toBe('US');
  });

  it('lower the tax of Nova Scotia on 2025-04-01', () => {
    expect([taxOf('CA', {}, '2025-03-31', 'NS')[0]?.ratePct, taxOf('CA', {}, '2025-04-01', 'NS')[0]?.ratePct]).toEqual(['15', '14']);
  });

  it('add the taxes of Quebec to the shown price', () => {
    const { lines: [line], total } = assessed({ country: 'CA', region: 'QC', lines: [aLine({ currency: 'CAD', amountMinor: 9_999n })] });
    expect(line?.taxes.map(({ amount }) => amount.amountMinor)).toEqual([500n, 997n]);
    expect([line?.net.amountMinor, total.amountMinor]).toEqual([9_999n, 11_496n]);
  });

  it('spare a Canadian business the federal tax and Quebec\'s, but not the retail sales tax of British Columbia', () => {
    const reasons = (region: string) => assessed({ country: 'CA', region, currency: 'CAD', lines: [aLine({ currency: 'CAD' })] }, { taxId: '123456782RT0001' }).lines[0]?.taxes.map(({ name, reason }) => [name, reason]);
    expect(reasons('QC')).toEqual([['GST', 'not_taxed'], ['QST', 'not_taxed']]);
    expect(reasons('BC')).toEqual([['GST', 'not_taxed'], ['PST', 'standard']]);
  });

  it('say honestly that a state\'s sales tax is not known, and that Oregon has none', () => {
    expect(taxOf('US', {}, '2026-11-23', 'CA')[0]).toMatchObject({ jurisdiction: 'US-CA', reason: 'regime_unknown', legalSource: expect.stringContaining('provider') });
    expect(taxOf('US', {}, '2026-11-23', 'OR')[0]).toMatchObject({ reason: 'not_taxed' });
  });

  it('take the tax that a German price contains off for a business, to the cent', () => {
    const { lines: [line], total } = assessed({ country: 'DE', lines: [aLine({ amountMinor: 1_190n })] }, { taxId: 'DE136695976' });
    expect(line).toMatchObject({ net: { amountMinor: 1_000n }, tax: { amountMinor: 0n }, taxes: [{ reason: 'reverse_charge', ratePct: '0', base: { amountMinor: 1_000n } }] });
    expect(total.amountMinor).toBe(1_000n);
  });

  it('charge no one below a threshold, and leave the price as it is shown', () => {
    for (const taxId of [null, 'M90312345A']) {
      const { lines: [line], total } = assessed({ country: 'SG' }, { isLiable: () => false, taxId });
      expect(line?.taxes[0]?.reason).toBe(taxId ? 'reverse_charge' : 'below_threshold');
      expect(total.amountMinor).toBe(10_000n);
    }
  });

  it('charge no Chinese tax on what leaves China, and China\'s own on what stays', () => {
    expect(taxOf('KZ').map(({ authority }) => authority)).toEqual(['KZ']);
    expect(taxOf('CN')[0]).toMatchObject({ authority: 'CN', ratePct: '6' });
  });

  it('stay in the currency they were paid in where no rate to the authority\'s is known, and block no sale', () => {
    const rates = { ...sampleTable, rates: new Map([...sampleTable.rates].filter(([code]) => ['EUR', 'USD', 'SGD'].includes(code))) };
    const [tax] = assessed({ country: 'KZ', rates, lines: [aLine({ merchantCurrency: 'CNY' })] }).lines[0]?.taxes ?? [];
    expect(tax).toMatchObject({ amount: { amountMinor: 1_379n }, remittanceAmount: { amountMinor: 1_379n, currency: 'EUR' }, settlementAmount: { currency: 'CNY' } });
    expect(assessed({ country: 'AE', rates, lines: [aParcel()] }).lines[0]?.importEstimate).toMatchObject({ rules: ['gcc_tariff', 'tax_at_border'] });
  });

  it('state amounts in the merchant\'s currency and in the one that the authority is paid in', () => {
    const [tax] = assessed({ country: 'DK', lines: [aLine({ currency: 'DKK', amountMinor: 12_500n })] }).lines[0]?.taxes ?? [];
    expect(tax).toMatchObject({ amount: { amountMinor: 2_500n, currency: 'DKK' }, settlementAmount: { currency: 'CNY' }, remittanceAmount: { currency: 'EUR' } });
    expect(tax?.remittanceAmount.amountMinor).toBeGreaterThan(300n);
    expect(assessed({ country: 'GB', lines: [aParcel()] }).lines[0]?.taxes[0]?.remittanceAmount.currency).toBe('GBP');
  });
});

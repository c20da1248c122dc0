import { aParcel, assessed, evidence } from '../testing.js';
import type { TaxedLine } from '../tax-request.js';

const parcelTo = (country: string, amountMinor: bigint, currency: string, with_: Parameters<typeof aParcel>[0] = {}, at = '2026-11-23', isLiable = true): TaxedLine | undefined =>
  assessed({ country, lines: [aParcel({ amountMinor, currency, ...with_ })], at: new Date(`${at}T12:00:00Z`) }, { isLiable: () => isLiable }).lines[0];

describe('the tax of a parcel', () => {
  it.each([
    // The limit is of the value without tax: 150 EUR net is 178.50 with German tax.
    ['DE', 17_850n, 'EUR', 'import_at_sale', 'EU-IOSS-DE'], ['DE', 17_852n, 'EUR', 'import_at_border', 'DE'], ['GB', 16_200n, 'GBP', 'import_at_sale', 'GB'], ['GB', 16_300n, 'GBP', 'import_at_border', 'GB'],
    ['AU', 110_000n, 'AUD', 'import_at_sale', 'AU'], ['AU', 110_200n, 'AUD', 'import_at_border', 'AU'], ['NZ', 115_000n, 'NZD', 'import_at_sale', 'NZ'], ['NZ', 115_200n, 'NZD', 'import_at_border', 'NZ'],
    ['SG', 43_600n, 'SGD', 'import_at_sale', 'SG'], ['SG', 43_700n, 'SGD', 'import_at_border', 'SG'], ['NO', 375_000n, 'NOK', 'import_at_sale', 'NO'], ['NO', 375_200n, 'NOK', 'import_at_border', 'NO'],
    ['CL', 50_000n, 'USD', 'import_at_sale', 'CL'], ['MY', 50_000n, 'MYR', 'import_at_sale', 'MY'], ['KZ', 20_000n, 'EUR', 'import_at_sale', 'KZ'], ['KZ', 30_000n, 'EUR', 'import_at_border', 'KZ'],
    ['CH', 500_000n, 'CHF', 'import_at_sale', 'CH'], ['TH', 10_000n, 'THB', 'import_at_border', 'TH'], ['JP', 5_000n, 'JPY', 'import_at_border', 'JP'], ['RU', 5_000n, 'EUR', 'import_at_border', 'RU'],
    ['HK', 5_000n, 'HKD', 'export', 'HK'], ['CA', 5_000n, 'CAD', 'import_at_border', 'CA'], ['US', 5_000n, 'USD', 'regime_unknown', 'US'], ['BR', 4_000n, 'USD', 'import_at_border', 'BR'],
  ] as const)('to %s worth %s minor units of %s is %s', (country, amountMinor, currency, reason, authority) => {
    expect(parcelTo(country, amountMinor, currency)?.taxes).toEqual([expect.objectContaining({ reason, authority })]);
  });

  it('is charged as shown where it is due at the border', () => {
    expect(parcelTo('TH', 10_000n, 'THB')).toMatchObject({ net: { amountMinor: 10_000n }, tax: { amountMinor: 0n }, gross: { amountMinor: 10_000n } });
  });

  it('goes to where it is delivered, whatever the buyer\'s own country', () => {
    const { lines: [line], country } = assessed({ country: 'KZ', evidence: [evidence('delivery-address', 'DE')], lines: [aParcel({ amountMinor: 1_000n })] });
    expect([country, line?.taxes[0]?.jurisdiction]).toEqual(['KZ', 'DE']);
  });

  it('is not collected at sale for a business, which imports itself', () => {
    const { lines: [line] } = assessed({ country: 'DE', lines: [aParcel({ amountMinor: 1_000n })] }, { taxId: 'DE136695976' });
    expect(line?.taxes[0]).toMatchObject({ reason: 'import_at_border', amount: { amountMinor: 0n } });
    expect(line?.gross.amountMinor).toBe(1_000n);
  });

  it('counts all parcels of one merchant as one consignment, and another merchant\'s apart', () => {
    const parcels = [aParcel(), aParcel({ amountMinor: 8_000n }), aParcel({ merchantId: 'm2' })];
    expect(assessed({ country: 'DE', lines: parcels }).lines.map(({ taxes }) => taxes[0]?.reason)).toEqual(['import_at_border', 'import_at_border', 'import_at_sale']);
  });

  it('is domestic between two member states of the Union', () => {
    expect(parcelTo('FR', 90_000n, 'EUR', { merchantCountry: 'DE' })).toMatchObject({ taxes: [{ reason: 'standard', authority: 'EU-OSS-FR', ratePct: '20' }], importEstimate: null });
  });
});

describe('the estimate for the border', () => {
  it('is three euro once for each distinct tariff item, however many pieces, from 2026-07-01', () => {
    const lines = [aParcel({ quantity: 5, amountMinor: 3_000n }), aParcel({ amountMinor: 1_000n }), aParcel({ amountMinor: 2_000n, hsHeading: '9503' }), aParcel({ merchantId: 'm2', amountMinor: 500n })];
    const duties = (at: string) => assessed({ country: 'DE', lines, at: new Date(at) }).lines.map(({ importEstimate }) => importEstimate?.duty.amountMinor);
    expect(duties('2026-07-01T00:00:00Z')).toEqual([225n, 75n, 300n, 300n]);
    expect(duties('2026-06-30T23:59:59Z')).toEqual([0n, 0n, 0n, 0n]);
    expect(assessed({ country: 'DE', lines }).lines[0]?.importEstimate).toMatchObject({ rules: ['eu_three_euro_per_item', 'tax_at_sale'], importTax: { amountMinor: 0n } });
  });

  it.each([
    ['US', 5_000n, 'USD', 0n, 0n, ['us_no_de_minimis', 'no_import_tax']],
    ['GB', 5_000n, 'GBP', 0n, 0n, ['below_de_minimis', 'tax_at_sale']],
    ['KG', 15_000n, 'EUR', 0n, 0n, ['eaeu_within_limit', 'tax_below_de_minimis']],
    ['KG', 30_000n, 'EUR', 1_500n, 3_780n, ['eaeu_above_limit', 'tax_at_border']],
    ['MX', 10_000n, 'USD', 3_350n, 0n, ['mx_combined_rate', 'tax_within_duty']],
    ['BR', 4_000n, 'USD', 800n, 983n, ['br_remessa_conforme', 'br_icms_by_state']],
    ['BR', 10_000n, 'USD', 4_000n, 2_867n, ['br_remessa_conforme', 'br_icms_by_state']],
    ['TH', 100_000n, 'THB', 0n, 7_000n, ['duty_by_tariff', 'tax_at_border']],
    ['JP', 9_000n, 'JPY', 0n, 0n, ['below_de_minimis', 'tax_below_de_minimis']],
    ['JP', 20_000n, 'JPY', 0n, 2_000n, ['duty_by_tariff', 'tax_at_border']],
    ['HK', 9_000n, 'HKD', 0n, 0n, ['free_port', 'no_import_tax']],
    ['AE', 100_000n, 'AED', 5_000n, 5_250n, ['gcc_tariff', 'tax_at_border']],
  ] as const)('of a parcel to %s worth %s %s is a duty of %s and a tax of %s', (country, amountMinor, currency, duty, tax, rules) => {
    expect(parcelTo(country, amountMinor, currency)?.importEstimate).toMatchObject({ duty: { amountMinor: duty, currency }, importTax: { amountMinor: tax }, rules: [...rules] });
  });

  it('is 15 per cent of the excess in the Eurasian union until 2026-06-30', () => {
    expect(parcelTo('KG', 30_000n, 'EUR', {}, '2026-06-30')?.importEstimate?.duty.amountMinor).toBe(1_500n);
    expect(parcelTo('KG', 40_000n, 'EUR', {}, '2026-06-30')?.importEstimate?.duty.amountMinor).toBe(3_000n);
  });

  it('asks nothing of a small parcel to Australia while the marketplace is below the threshold', () => {
    expect(parcelTo('AU', 50_000n, 'AUD', {}, '2026-11-23', false)).toMatchObject({
      taxes: [{ reason: 'below_threshold' }], importEstimate: { importTax: { amountMinor: 0n }, rules: ['below_de_minimis', 'tax_below_de_minimis'] },
    });
  });

  it('is none for what is delivered digitally', () => {
    expect(assessed({ country: 'US' }).lines[0]?.importEstimate).toBeNull();
  });
});

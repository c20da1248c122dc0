import type { TaxLine } from '@silkport/tax';
import { money } from '@silkport/values';
import { importSumsOf, taxGroupsOf } from './tax-groups.js';

const tax = (given: Partial<TaxLine> & { minor: bigint }): TaxLine => {
  const amount = money(given.minor, 'EUR');
  return {
    jurisdiction: 'DE', authority: 'EU-OSS-DE', name: 'VAT', ratePct: '19', base: money(1000n, 'EUR'), amount, isIncluded: true, reason: 'standard', legalSource: 'UStG', taxPointDate: '2026-11-23',
    settlementBase: amount, settlementAmount: amount, remittanceBase: amount, remittanceAmount: amount, ...given,
  };
};

describe('taxes of an order', () => {
  it('are summed by rate, and what is zero comes last', () => {
    const groups = taxGroupsOf([{ taxes: [tax({ minor: 0n, ratePct: '0', reason: 'reverse_charge' })] }, { taxes: [tax({ minor: 190n })] }, { taxes: [tax({ minor: 10n })] }, { taxes: [tax({ minor: 70n, ratePct: '7', reason: 'reduced' })] }]);
    expect(groups.map(({ ratePct, amount }) => [ratePct, amount.amountMinor])).toEqual([['19', 200n], ['7', 70n], ['0', 0n]]);
  });

  it('say nothing of what costs nothing now, such as a trial', () => {
    expect(taxGroupsOf([{ taxes: [tax({ minor: 0n, base: money(0n, 'EUR') })] }])).toEqual([]);
  });

  it('are one row where one rate has two reasons, and two where nothing is charged for two reasons', () => {
    expect(taxGroupsOf([{ taxes: [tax({ minor: 598n }), tax({ minor: 78n, reason: 'import_at_sale' })] }]).map(({ amount }) => amount.amountMinor)).toEqual([676n]);
    expect(taxGroupsOf([{ taxes: [tax({ minor: 0n, reason: 'exempt' }), tax({ minor: 0n, reason: 'export' })] }])).toHaveLength(2);
  });

  it('keep apart what was inside the price and what came on top', () => {
    expect(taxGroupsOf([{ taxes: [tax({ minor: 5n }), tax({ minor: 6n, isIncluded: false })] }])).toHaveLength(2);
  });
});

describe('what may be due at the border', () => {
  it('is the sum of all parcels, and nothing where none is estimated', () => {
    const estimate = { duty: money(300n, 'EUR'), importTax: money(400n, 'EUR'), rules: [], legalSource: '' };
    expect(importSumsOf([{ importEstimate: estimate }, { importEstimate: null }, { importEstimate: estimate }], 'EUR')).toEqual({ duty: money(600n, 'EUR'), importTax: money(800n, 'EUR') });
    expect(importSumsOf([{ importEstimate: null }], 'EUR')).toBeUndefined();
  });
});

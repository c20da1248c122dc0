import { findGroup, locationEvidenceRules, lowValueGoods, markets, marketTax, taxIdRules } from './index.js';

describe('the tax facts of the markets', () => {
  it('are there for each of the 78 markets', () => {
    expect(markets).toHaveLength(78);
    for (const { code } of markets) {
      expect(marketTax(code)).toBeDefined();
      expect(taxIdRules(code)).toBeDefined();
      expect(lowValueGoods(code)).toBeDefined();
    }
  });

  it('say how far they are to be trusted', () => {
    expect(marketTax('KZ')?.provenance).toEqual({ sources: ['kpmg_kz', 'avalara'], asOf: '2026-11-23', confidence: 'high' });
    expect(marketTax('TM')?.provenance.confidence).toBe('memory (low)');
    expect(lowValueGoods('GB')?.provenance.confidence).toBe('high');
  });

  it('keep an unknown rate apart from a rate of zero', () => {
    expect(['BR', 'PK', 'TM', 'HK'].map((code) => marketTax(code)?.digitalRatePct)).toEqual([null, null, null, '0']);
    expect(marketTax('CH')).toMatchObject({ standardRatePct: '8.1', threshold: { amount: '100000', currency: 'CHF' }, b2bMechanism: 'acquisition-tax' });
  });

  it('ask every member state of the European Union for two items of evidence, and Kazakhstan for one', () => {
    const members = findGroup('eu')?.members ?? [];
    expect(members).toHaveLength(27);
    for (const code of members) {
      expect(locationEvidenceRules(code)?.required).toBe(2);
      expect(marketTax(code)?.scheme).toBe('eu-vat-digital');
      expect(lowValueGoods(code)?.scheme).toBe('eu-ioss');
    }
    expect([locationEvidenceRules('KZ')?.required, locationEvidenceRules('AE')]).toEqual([1, undefined]);
  });

  it('know nothing of an economy that is not served', () => {
    expect([marketTax('AQ'), taxIdRules('AQ'), lowValueGoods('AQ'), locationEvidenceRules('AQ')]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

import { money, newId, sumMoney } from '@silkport/values';
import { aRefund } from '../../../ordering/src/testing.js';
import { aSale, demoOperator, estonianOperator, type SaleShape } from '../testing.js';
import { composeCommission } from './compose-commission.js';
import { composeCorrection } from './compose-correction.js';
import { composeSale } from './compose-sale.js';
import { aMerchant } from '../testing.js';

const atBorder = [{ ratePct: '0', reason: 'import_at_border' as const }];
const draftsOf = (shape: SaleShape) => composeSale(aSale(shape));

describe('the invoices of a sale', () => {
  it('are the operator’s for what is digital and each merchant’s for its parcels, and sum to what was paid', () => {
    const [first, second] = [newId(), newId()];
    const sale = aSale({ country: 'KZ', currency: 'KZT', lines: [
      { net: 1000n, tax: 160n, taxes: [{ ratePct: '16' }] }, { net: 500n, isParcel: true, merchantId: first, taxes: atBorder }, { net: 700n, isParcel: true, merchantId: second, taxes: atBorder },
      { net: 300n, isParcel: true, merchantId: first, taxes: atBorder }] });
    const drafts = composeSale(sale);
    expect(drafts.map(({ issuer, document }) => [issuer, document.total.amountMinor, document.isInIssuersName])).toEqual([['operator', 1160n, false], [first, 800n, true], [second, 700n, true]]);
    expect(sumMoney(drafts.map(({ document }) => document.total), 'KZT')).toEqual(sale.paid.total);
    expect(drafts[1]?.document.issuer).toMatchObject({ name: 'Dragon Kiln', city: 'Longquan', country: 'CN', vatId: null, addressLines: [] });
  });

  it('are the operator’s for a parcel whose import tax it collects, and the merchant’s where the border does', () => {
    const at = (reason: 'import_at_sale' | 'import_at_border') => draftsOf({ country: 'DE', lines: [{ net: 1000n, tax: reason === 'import_at_sale' ? 190n : 0n, isParcel: true, taxes: [{ ratePct: '19', reason }] }] })[0];
    expect([at('import_at_sale')?.issuer, at('import_at_border')?.issuer === 'operator']).toEqual(['operator', false]);
  });

  it('fail for an order whose merchant is in no cluster, rather than name nobody', () => {
    const sale = aSale({ country: 'KZ', lines: [{ net: 100n, isParcel: true, taxes: atBorder }] });
    expect(() => composeSale({ ...sale, merchants: new Map() })).toThrow('is in no cluster');
  });

  it('tell a tax number with its country’s letters as one for value added tax, another as what it is', () => {
    const buyerOf = (country: string, taxId: string) => draftsOf({ country, taxId, lines: [{ net: 1n, taxes: [{ ratePct: '0', reason: 'reverse_charge' }] }] })[0]?.document.buyer;
    expect(buyerOf('GR', 'EL094259216')).toMatchObject({ vatId: 'EL094259216', taxId: null, endpoint: { scheme: '9933' } });
    expect(buyerOf('AU', '51824753556')).toMatchObject({ vatId: null, taxId: '51824753556' });
  });

  it('keep tax in the authority’s currency with the rate of the order, where all of it is paid in one other', () => {
    const taxes = [{ ratePct: '9', remittanceAmount: money(123n, 'SGD') }];
    const of = (lines: SaleShape['lines']) => draftsOf({ country: 'SG', currency: 'USD', lines })[0]?.document.remittance;
    expect(of([{ net: 1000n, tax: 90n, taxes }, { net: 1000n, tax: 90n, taxes }])).toMatchObject({ currency: 'SGD', tax: money(246n, 'SGD'), rate: expect.stringMatching(/^1\.3636/), rateDate: '2026-11-20', rateSource: 'ECB' });
    expect(of([{ net: 1000n, tax: 90n, taxes }, { net: 1000n, tax: 90n, taxes: [{ ratePct: '9', remittanceAmount: money(90n, 'USD') }] }])).toBeNull();
  });
});

describe('a credit note', () => {
  it('is refused for a line that no invoice has', () => {
    const sale = aSale({ lines: [{ net: 100n, tax: 20n }] });
    expect(() => composeCorrection(aRefund(sale.paid), [], '2026-11-24')).toThrow('lines that no invoice has');
  });
});

describe('an invoice of commission', () => {
  const cny = (amount: bigint) => money(amount, 'CNY');
  const month = { merchantId: newId(), period: '2026-12', currency: 'CNY', from: '2026-12-01', until: '2027-01-01', opening: cny(0n), closing: cny(0n), net: cny(0n) };
  const of = (commission: bigint, tax: bigint, operator = estonianOperator) => composeCommission({ ...month, commission: cny(commission), commissionTax: cny(tax) }, aMerchant(newId()), operator, '2027-01-01')[0]?.document;
  const frozen = (...parts: readonly (readonly [string, bigint, bigint, string])[]) => composeCommission({
    ...month, commission: cny(parts.reduce((sum, [, net]) => sum + net, 0n)), commissionTax: cny(parts.reduce((sum, [, , tax]) => sum + tax, 0n)),
    commissionTaxes: parts.map(([ratePct, net, tax, legalSource]) => ({ ratePct, authority: 'CN', legalSource, net: cny(net), tax: cny(tax) })),
  }, aMerchant(newId()), demoOperator, '2027-01-01').map(({ sourceKey, document: { kind, lines, net, tax } }) => (
    { isApart: sourceKey.endsWith(':credit'), kind, lines: lines.map((line) => [line.ratePct, line.net.amountMinor, line.tax.amountMinor, line.category, line.legalSource]), sums: [net.amountMinor, tax.amountMinor] }));

  it('is a credit note where refunds gave back more than was earned, and none where nothing was', () => {
    expect([of(-500n, -30n)?.kind, of(500n, 30n)?.kind, of(0n, 0n)]).toEqual(['credit_note', 'invoice', undefined]);
    expect(of(-500n, -30n)?.total).toEqual(cny(530n));
  });

  it('bears the rates and laws that were frozen with the lines, one line for each', () => {
    expect(frozen(['6', 12_345n, 738n, 'Cai Shui [2016] No. 36'], ['0', 400n, 0n, ''])).toEqual([
      { isApart: false, kind: 'invoice', lines: [['6', 12_345n, 738n, 'S', 'Cai Shui [2016] No. 36'], ['0', 400n, 0n, 'E', '']], sums: [12_745n, 738n] }]);
  });

  it('has what was given back at another rate on a credit note of its own, and no sign is lost', () => {
    expect(frozen(['6', -500n, -30n, 'x'], ['9', 200n, 18n, 'y'])).toEqual([
      { isApart: false, kind: 'invoice', lines: [['9', 200n, 18n, 'S', 'y']], sums: [200n, 18n] }, { isApart: true, kind: 'credit_note', lines: [['6', 500n, 30n, 'S', 'x']], sums: [500n, 30n] }]);
    expect(of(5n, -1n)).toMatchObject({ kind: 'invoice', net: cny(5n), tax: cny(-1n), total: cny(4n) });
  });

  it('is written for a month in which only a tax is left, however the rounding of refunds left it', () => {
    expect(frozen(['6', 0n, 1n, 'x'])).toMatchObject([{ kind: 'invoice', lines: [['6', 0n, 1n, 'S', 'x']] }]);
    expect(frozen(['6', 0n, -1n, 'x'])).toMatchObject([{ isApart: false, kind: 'credit_note', lines: [['6', 0n, 1n, 'S', 'x']] }]);
    expect([frozen(['6', 0n, 0n, 'x']), frozen()]).toEqual([[], []]);
  });

  it('ends with the period’s last day, across a year', () => {
    expect(of(500n, 30n)?.period).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it.each([['6', 12_345n, 741n], ['13', 100_000n, 13_000n], ['8.1', 1_000_000n, 81_000n], ['24', 99_999n, 24_000n], ['5.34', 1_000_000n, 53_400n]])('finds the rate of %s %% in the sums', (rate, net, tax) => {
    expect(of(net, tax, demoOperator)?.lines[0]?.ratePct).toBe(rate);
  });
});

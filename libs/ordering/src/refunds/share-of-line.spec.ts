import fc from 'fast-check';
import { addMoney, money, type Money } from '@silkport/values';
import { merchantShare } from '../quotes/merchant-share.js';
import { shareOfLine, type FrozenAmounts } from './share-of-line.js';
import { aPaidLine, aTaxLine } from '../testing.js';

const names = ['total', 'net', 'tax', 'merchantTotal', 'merchantNet', 'commission', 'commissionTax', 'payable'] as const;

/** A line with any two taxes and any commission, as a quote freezes it. */
const frozenLine = fc.record({
  net: fc.bigInt(1n, 10n ** 9n), first: fc.bigInt(0n, 10n ** 7n), second: fc.bigInt(0n, 10n ** 7n), merchantTotal: fc.bigInt(1n, 10n ** 8n),
  pct: fc.integer({ min: 0, max: 100 }), taxPct: fc.integer({ min: 0, max: 25 }), hadTaxInside: fc.boolean(),
}).map(({ net, first, second, merchantTotal, pct, taxPct, hadTaxInside }): FrozenAmounts => {
  const tax = first + second;
  const shown = hadTaxInside ? net + tax : net;
  const terms = { ratePct: String(pct), taxRatePct: String(taxPct), ruleId: 'any' };
  const share = merchantShare({ shown: money(shown, 'KZT'), net: money(net, 'KZT'), merchantTotalMinor: merchantTotal }, terms);
  const yuan = (amountMinor: bigint) => money(amountMinor, 'CNY');
  return {
    total: money(net + tax, 'KZT'), net: money(net, 'KZT'), tax: money(tax, 'KZT'),
    taxes: [first, second].map((amount, index) => aTaxLine({ authority: `A${index}`, amount: money(amount, 'KZT'), base: money(net, 'KZT') })),
    merchantTotal: yuan(merchantTotal), merchantNet: yuan(share.merchantNetMinor), commission: yuan(share.commissionMinor), commissionTax: yuan(share.commissionTaxMinor),
    payable: yuan(share.payableMinor),
  };
});

/** A row of refunds that ends at the whole line. */
const steps = fc.array(fc.bigInt(1n, 999n), { maxLength: 8 });

function stopsOf(line: FrozenAmounts, permille: readonly bigint[]): bigint[] {
  const inner = permille.map((each) => (line.total.amountMinor * each) / 1000n).toSorted((left, right) => Number(left - right));
  return [0n, ...inner, line.total.amountMinor];
}

describe('the share of a line', () => {
  it('sums to what was frozen over any row of refunds that ends at the whole, amount by amount and tax by tax', () => {
    fc.assert(fc.property(frozenLine, steps, (line, permille) => {
      const stops = stopsOf(line, permille);
      const shares = stops.slice(1).map((stop, index) => shareOfLine(line, stops[index] ?? 0n, stop));
      const sum = (pick: (share: FrozenAmounts) => Money) => shares.map(pick).reduce(addMoney);
      for (const name of names) expect(sum((share) => share[name])).toEqual(line[name]);
      for (const [index, tax] of line.taxes.entries()) {
        for (const name of ['amount', 'base', 'settlementAmount', 'remittanceAmount'] as const) expect(sum((share) => share.taxes[index]?.[name] ?? money(-1n, 'KZT'))).toEqual(tax[name]);
      }
    }), { numRuns: 150 });
  });

  it('is whole in itself: net and tax make the total, taxes make the tax, and the merchant’s part is payable, commission and tax on it', () => {
    fc.assert(fc.property(frozenLine, steps, (line, permille) => {
      const stops = stopsOf(line, permille);
      for (const [index, stop] of stops.slice(1).entries()) {
        const share = shareOfLine(line, stops[index] ?? 0n, stop);
        expect(addMoney(share.net, share.tax)).toEqual(share.total);
        expect(share.taxes.map(({ amount }) => amount).reduce(addMoney)).toEqual(share.tax);
        expect(addMoney(addMoney(share.payable, share.commission), share.commissionTax)).toEqual(share.merchantNet);
      }
    }), { numRuns: 150 });
  });

  it('takes nothing back of what a refund gave before', () => {
    fc.assert(fc.property(frozenLine, steps, (line, permille) => {
      fc.pre(line.payable.amountMinor >= 0n);
      const stops = stopsOf(line, permille);
      const least = stops.slice(1).flatMap((stop, index) => names.map((name) => shareOfLine(line, stops[index] ?? 0n, stop)[name].amountMinor));
      expect(least.every((amountMinor) => amountMinor >= 0n)).toBe(true);
    }), { numRuns: 150 });
  });

  it('of half a line of 1,315.60 tenge with 16 % inside is half of its tax, cut down to the tiyn', () => {
    const share = shareOfLine(aPaidLine(), 0n, 65_780n);
    expect(share).toMatchObject({ net: money(56_707n, 'KZT'), tax: money(9073n, 'KZT'), merchantNet: money(862n, 'CNY'), payable: money(771n, 'CNY') });
  });
});

describe('what a merchant earns', () => {
  it('is the price less the tax that was inside, the commission and the tax on it, each rounded once', () => {
    const share = merchantShare({ shown: money(131_560n, 'KZT'), net: money(113_414n, 'KZT'), merchantTotalMinor: 2000n }, { ratePct: '10', taxRatePct: '6', ruleId: 'default' });
    expect(share).toEqual({ merchantNetMinor: 1724n, commissionMinor: 172n, commissionTaxMinor: 10n, payableMinor: 1542n });
  });

  it('is the whole price where tax was added to it', () => {
    const share = merchantShare({ shown: money(1000n, 'CAD'), net: money(1000n, 'CAD'), merchantTotalMinor: 5000n }, { ratePct: '12.5', taxRatePct: '0', ruleId: 'default' });
    expect(share).toEqual({ merchantNetMinor: 5000n, commissionMinor: 625n, commissionTaxMinor: 0n, payableMinor: 4375n });
  });
});

import fc from 'fast-check';
import { money, newId } from '@silkport/values';
import { aTaxLine, untaxedQuoteLine } from '../testing.js';
import { renewedLine } from './renewed-line.js';
import type { TermsLine } from './subscription-row.js';

const netOf = (gross: bigint, ratePct: bigint) => (gross * 100n * 2n + (100n + ratePct)) / ((100n + ratePct) * 2n);

/** What the tax context says of a line of this price with the tax inside. */
function taxedAt(gross: bigint, ratePct: bigint) {
  const net = netOf(gross, ratePct);
  const [base, amount] = [money(net, 'KZT'), money(gross - net, 'KZT')];
  const own = { settlementBase: money(net / 70n, 'CNY'), settlementAmount: money((gross - net) / 70n, 'CNY'), remittanceBase: base, remittanceAmount: amount };
  return { net: base, tax: amount, gross: money(gross, 'KZT'), taxes: [aTaxLine({ ratePct: String(ratePct), base, amount, ...own })] };
}

function terms(totalMinor: bigint, seats: number, ratePct = 16n): TermsLine {
  const { net, tax, taxes } = taxedAt(totalMinor * BigInt(seats), ratePct);
  const merchantTotalMinor = totalMinor * BigInt(seats) / 65n;
  const merchantNetMinor = merchantTotalMinor * 100n / (100n + ratePct);
  return {
    ...untaxedQuoteLine(totalMinor, merchantTotalMinor), netMinor: net.amountMinor, taxMinor: tax.amountMinor, taxes, merchantNetMinor, commissionMinor: merchantNetMinor / 10n, commissionTaxMinor: 0n,
    payableMinor: merchantNetMinor - merchantNetMinor / 10n, commissionTerms: { ratePct: '10', taxRatePct: '0', ruleId: newId() },
    variantId: newId(), variantName: null, productId: newId(), productCode: 'loom', productSlug: 'loom', productName: { en: 'Loom' }, merchantId: newId(), merchantName: { en: 'Maker' }, clusterId: 'hangzhou',
    taxonomyId: 'dt.software', deliveryKind: 'subscription', digitallyDelivered: true, isLimited: false, quantity: seats, unitMinor: totalMinor, totalMinor: totalMinor * BigInt(seats), importEstimate: null,
    merchantCurrency: 'CNY', merchantTotalMinor, rate: '65', referenceRate: '65', marginPct: '0', subscription: { plan: { interval: 'month', intervalCount: 1, trialDays: 0 } } as TermsLine['subscription'],
  };
}

describe('the line of a further period', () => {
  it('is the agreed one where nothing has changed', () => {
    const agreed = terms(500_000n, 3);
    const line = renewedLine(agreed, taxedAt(1_500_000n, 16n), money(1_500_000n, 'KZT'), 3);
    expect(line).toMatchObject({ totalMinor: 1_500_000n, unitMinor: 500_000n, quantity: 3, netMinor: agreed.netMinor, taxMinor: agreed.taxMinor, merchantTotalMinor: agreed.merchantTotalMinor });
    expect(line.subscription).toBeUndefined();
  });

  it('costs its buyer the same when a tax rate changes: the net does not', () => {
    const agreed = terms(500_000n, 1);
    const line = renewedLine(agreed, taxedAt(500_000n, 20n), money(500_000n, 'KZT'), 1);
    expect([line.totalMinor, line.netMinor, line.taxMinor]).toEqual([500_000n, netOf(500_000n, 20n), 500_000n - netOf(500_000n, 20n)]);
    expect(line.taxes[0]?.ratePct).toBe('20');
    expect(line.merchantNetMinor).toBeLessThan(agreed.merchantNetMinor);
    expect(line.commissionMinor + line.commissionTaxMinor + line.payableMinor).toBe(line.merchantNetMinor);
  });

  it('keeps its taxes where they cannot be known today', () => {
    const agreed = terms(500_000n, 1);
    expect(renewedLine(agreed, undefined, money(500_000n, 'KZT'), 1)).toMatchObject({ netMinor: agreed.netMinor, taxes: agreed.taxes });
  });

  it('shares out any amount that was charged, to the last tiyn, whatever the rate of the day', () => {
    fc.assert(fc.property(
      fc.bigInt(1_000n, 90_000_000n), fc.integer({ min: 1, max: 40 }), fc.bigInt(1n, 2_000_000_000n), fc.constantFrom(0n, 5n, 12n, 16n, 20n), fc.integer({ min: 1, max: 40 }),
      (unit, seats, charged, ratePct, pieces) => {
        const agreed = terms(unit, seats);
        const line = renewedLine(agreed, taxedAt(agreed.totalMinor, ratePct), money(charged, 'KZT'), pieces);
        expect(line.totalMinor).toBe(charged);
        expect(line.netMinor + line.taxMinor).toBe(charged);
        expect(line.taxes.reduce((sum, { amount }) => sum + amount.amountMinor, 0n)).toBe(line.taxMinor);
        expect(line.commissionMinor + line.commissionTaxMinor + line.payableMinor).toBe(line.merchantNetMinor);
        expect(line.quantity).toBe(pieces);
      },
    ), { numRuns: 300 });
  });
});

import { findCurrency, markets } from '@silkport/markets';
import { sumMoney } from '@silkport/values';
import fc from 'fast-check';
import type { TaxAssessment } from './tax-request.js';
import { aLine, assessed, chargeable, evidence } from './testing.js';

const classes = ['ess', 'e-publication', 'professional', 'live-service', 'saas-b2b', 'financial', 'goods-standard', 'goods-reduced', 'goods-restricted'] as const;
const provinces = ['ON', 'QC', 'BC', 'SK', 'MB', 'NS', 'AB'] as const;

const lines = fc.array(fc.record({
  taxClass: fc.constantFrom(...classes), merchantId: fc.constantFrom('m1', 'm2', 'm3'), merchantCountry: fc.constantFrom('CN', 'CN', 'DE', 'HK'), merchantCurrency: fc.constantFrom('CNY', 'EUR', 'USD'),
  quantity: fc.integer({ min: 1, max: 200 }), unitSteps: fc.integer({ min: 0, max: 100_000 }), discountPct: fc.integer({ min: 0, max: 100 }), hsHeading: fc.constantFrom(null, '6911', '9503'),
}), { minLength: 1, maxLength: 6 });

const baskets = fc.record({
  country: fc.constantFrom(...markets.map(({ code }) => code)), currency: fc.constantFrom(...chargeable.map(({ code }) => code)), region: fc.option(fc.constantFrom(...provinces)),
  isBusiness: fc.boolean(), isLiable: fc.boolean(), at: fc.constantFrom('2025-06-30', '2025-12-31', '2026-01-01', '2026-11-23', '2027-01-01'), lines,
});
type Basket = typeof baskets extends fc.Arbitrary<infer Value> ? Value : never;

function assess(basket: Basket): TaxAssessment {
  const step = findCurrency(basket.currency)?.chargeStepMinor ?? 1n;
  return assessed({
    country: basket.country, region: basket.region, currency: basket.currency, at: new Date(`${basket.at}T00:00:00Z`),
    evidence: [evidence('billing-address', basket.country)],
    lines: basket.lines.map(({ unitSteps, discountPct, ...line }) => {
      const steps = (BigInt(unitSteps) * BigInt(line.quantity) * BigInt(100 - discountPct)) / 100n;
      return aLine({ ...line, isParcel: line.taxClass.startsWith('goods'), amountMinor: steps * step, currency: basket.currency });
    }),
  }, { taxId: basket.isBusiness ? 'X' : null, isLiable: () => basket.isLiable });
}

describe('taxes of any basket, in every market and every currency that can be charged', () => {
  it('have net + tax = gross on each line, and the total is the sum of lines and of tax groups', () => {
    fc.assert(fc.property(baskets, (basket) => {
      const { lines: taxed, total } = assess(basket);
      const groups = Map.groupBy(taxed.flatMap(({ taxes }) => taxes), ({ authority, name, ratePct }) => `${authority} ${name} ${ratePct}`);
      const byGroup = [...groups.values()].map((taxes) => sumMoney(taxes.map(({ amount }) => amount), basket.currency));
      const net = sumMoney(taxed.map((line) => line.net), basket.currency);
      for (const line of taxed) {
        expect(line.net.amountMinor + line.tax.amountMinor).toBe(line.gross.amountMinor);
        expect(sumMoney(line.taxes.map(({ amount }) => amount), basket.currency)).toEqual(line.tax);
      }
      expect(sumMoney([net, ...byGroup], basket.currency)).toEqual(total);
    }), { numRuns: 1_500 });
  });

  it('give every line at least one tax with a reason and a legal source, zero or not, never below zero', () => {
    fc.assert(fc.property(baskets, (basket) => {
      for (const { taxes, net, importEstimate } of assess(basket).lines) {
        expect(taxes.length).toBeGreaterThan(0);
        expect(net.amountMinor >= 0n).toBe(true);
        for (const { amount, legalSource, ratePct, reason, remittanceAmount, settlementAmount } of taxes) {
          expect(legalSource).not.toBe('');
          expect(amount.amountMinor >= 0n && remittanceAmount.amountMinor >= 0n && settlementAmount.amountMinor >= 0n).toBe(true);
          if (ratePct === '0') expect(amount.amountMinor).toBe(0n);
          else expect(['standard', 'reduced', 'import_at_sale']).toContain(reason);
        }
        if (importEstimate) expect(importEstimate.duty.amountMinor >= 0n && importEstimate.importTax.amountMinor >= 0n && importEstimate.legalSource !== '').toBe(true);
      }
    }), { numRuns: 1_000 });
  });

  it('charge what the provider can charge, and a consumer in a market with inclusive prices exactly what is shown', () => {
    fc.assert(fc.property(baskets, (basket) => {
      const step = findCurrency(basket.currency)?.chargeStepMinor ?? 1n;
      const { lines: taxed, total } = assess(basket);
      expect(total.amountMinor % step).toBe(0n);
      const isAdded = ['CA', 'US'].includes(basket.country);
      for (const [index, { gross }] of taxed.entries()) {
        const line = basket.lines[index];
        const shown = ((BigInt(line?.unitSteps ?? 0) * BigInt(line?.quantity ?? 0) * BigInt(100 - (line?.discountPct ?? 0))) / 100n) * step;
        if (isAdded) expect(gross.amountMinor >= shown).toBe(true);
        else if (!basket.isBusiness) expect(gross.amountMinor).toBe(shown);
        else expect(gross.amountMinor <= shown).toBe(true);
      }
    }), { numRuns: 1_000 });
  });

  it('are within half a charged step of the exact tax', () => {
    fc.assert(fc.property(baskets, (basket) => {
      const step = findCurrency(basket.currency)?.chargeStepMinor ?? 1n;
      for (const { taxes } of assess(basket).lines) {
        for (const { base, amount, ratePct, isIncluded } of taxes) {
          const error = Math.abs(Number(amount.amountMinor) - (Number(base.amountMinor) * Number(ratePct)) / 100);
          const rounding = isIncluded ? 1 : Number(step) / 2;
          expect(error <= rounding + Number(amount.amountMinor) * 1e-12 + 1e-9).toBe(true);
        }
      }
    }), { numRuns: 1_000 });
  });
});

import { money } from '@silkport/values';
import fc from 'fast-check';
import { disputeShares } from '../disputes/dispute-shares.js';
import { allocateInSteps } from './in-steps.js';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import { RefundLineTwice, RefundNotInSteps } from '../ordering.errors.js';
import { wantedShares } from './wanted-shares.js';

function orderOf(currency: string, totals: readonly bigint[]): LockedOrder {
  const lines = totals.map((totalMinor, index) => ({
    id: `line-${index}`, merchantId: 'm', totalMinor, refundedMinor: 0n, refundedQuantity: 0, quantity: 3, netMinor: totalMinor, taxMinor: 0n, taxes: [], merchantCurrency: 'CNY',
    merchantTotalMinor: totalMinor, merchantNetMinor: totalMinor, commissionMinor: 0n, commissionTaxMinor: 0n, payableMinor: totalMinor,
  } as unknown as LockedLine));
  return { currency, lines } as unknown as LockedOrder;
}

function given(order: LockedOrder, shares: readonly { lineId: string; amountMinor: bigint }[]): LockedOrder {
  const of = new Map(shares.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
  return { ...order, lines: order.lines.map((line) => ({ ...line, refundedMinor: line.refundedMinor + (of.get(line.id) ?? 0n) })) };
}

describe('what a refund takes of each line', () => {
  it.each(['KWD', 'BHD', 'OMR'])('is a multiple of ten in %s, and so is what stays of every line', (currency) => {
    const order = orderOf(currency, [1000n, 1000n, 1000n]);
    const shares = wantedShares(order, { amount: money(1000n, currency) });
    expect(shares.map(({ amountMinor }) => amountMinor)).toEqual([340n, 330n, 330n]);
    const rest = wantedShares(given(order, shares), { lines: [{ lineId: 'line-1' }] });
    expect(rest.map(({ amountMinor }) => amountMinor)).toEqual([670n]);
  });

  it('is the same in a dispute', () => {
    expect(disputeShares(orderOf('KWD', [1000n, 1000n, 1000n]), money(1000n, 'KWD')).map(({ total }) => total.amountMinor)).toEqual([340n, 330n, 330n]);
  });

  it.each(['KWD', 'JPY', 'KZT'])('sums to the amount, in steps, and never above what is left (%s)', (currency) => {
    const step = currency === 'KWD' ? 10n : 1n;
    fc.assert(fc.property(fc.array(fc.bigInt(0n, 5_000n), { minLength: 1, maxLength: 6 }), fc.bigInt(0n, 10_000n), (left, part) => {
      const inSteps = left.map((each) => each * step);
      const whole = inSteps.reduce((sum, each) => sum + each, 0n);
      fc.pre(whole > 0n);
      const amountMinor = ((whole / step) * part / 10_000n) * step;
      const shares = allocateInSteps(money(amountMinor, currency), inSteps);
      expect(shares.reduce((sum, each) => sum + each, 0n)).toBe(amountMinor);
      expect(shares.every((share, index) => share % step === 0n && share >= 0n && share <= (inSteps[index] ?? 0n))).toBe(true);
    }), { numRuns: 200 });
  });

  it('of an amount finer than the step, as a bank may take it, still sums', () => {
    expect(allocateInSteps(money(1005n, 'KWD'), [1000n, 1000n]).reduce((sum, each) => sum + each, 0n)).toBe(1005n);
  });

  it('is refused at its field where the provider could not send it, and where a line is named twice', () => {
    const order = orderOf('KWD', [1000n, 1000n]);
    const refusal = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return error;
      }
    };
    const offStep = refusal(() => wantedShares(order, { lines: [{ lineId: 'line-0', amount: money(335n, 'KWD') }, { lineId: 'line-1', amount: money(335n, 'KWD') }] }));
    expect(offStep).toBeInstanceOf(RefundNotInSteps);
    expect(offStep).toMatchObject({ field: 'lines.0.amount.amount' });
    const twice = refusal(() => wantedShares(order, { lines: [{ lineId: 'line-0' }, { lineId: 'line-0', quantity: 1 }] }));
    expect(twice).toBeInstanceOf(RefundLineTwice);
    expect(twice).toMatchObject({ field: 'lines.1.lineId' });
  });
});

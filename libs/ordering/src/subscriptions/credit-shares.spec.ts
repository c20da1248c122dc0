import fc from 'fast-check';
import { creditShares, owedCredit, type OwedCredit } from './credit-shares.js';

const credit = (given: Partial<OwedCredit> = {}): OwedCredit => ({ creditedMinor: 8_000n, returnedMinor: 0n, totalMinor: 112_000n, refundedMinor: 56_000n, isWhole: false, currency: 'CNY', ...given });

describe('what a period was paid with beside its order’s money', () => {
  it('goes back with the money, in the same proportion, and whole with the last of it', () => {
    expect(owedCredit(credit())).toBe(4_000n);
    expect(owedCredit(credit({ returnedMinor: 4_000n, isWhole: true }))).toBe(4_000n);
    expect(owedCredit(credit({ returnedMinor: 8_000n, isWhole: true }))).toBe(0n);
  });

  it('is never more than was credited, however often something is given back, and comes from no line that has less left', () => {
    fc.assert(fc.property(
      fc.bigInt(1n, 10_000_000n), fc.bigInt(1n, 90_000_000n), fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 6 }), fc.array(fc.bigInt(0n, 9_000_000n), { minLength: 1, maxLength: 5 }), fc.constantFrom('CNY', 'KZT', 'JPY', 'KWD'),
      (creditedMinor, totalMinor, parts, leftMinor, currency) => {
        const whole = Math.max(1, parts.reduce((sum, part) => sum + part, 0));
        let returnedMinor = 0n;
        parts.forEach((part, index) => {
          const isWhole = index === parts.length - 1;
          const refundedMinor = (totalMinor * BigInt(part)) / BigInt(whole);
          returnedMinor += owedCredit({ creditedMinor, returnedMinor, totalMinor, refundedMinor, isWhole, currency });
        });
        expect(returnedMinor).toBeLessThanOrEqual(creditedMinor);
        expect(creditedMinor - returnedMinor).toBeLessThan(10n * BigInt(parts.length) + 1n);
        const shares = creditShares(returnedMinor, leftMinor, currency);
        expect(shares.every((share, index) => share >= 0n && share <= (leftMinor[index] ?? 0n))).toBe(true);
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBeLessThanOrEqual(returnedMinor);
      },
    ), { numRuns: 300 });
  });
});

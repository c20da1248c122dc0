import fc from 'fast-check';
import { applicableRule, matchingRules, NoCommissionRule, type CommissionRule } from './applicable-rule.js';
import { commissionOn } from './commission-on.js';
import { money } from '@silkport/values';

const now = new Date('2026-11-23T00:00:00Z');
const past = new Date('2026-01-01T00:00:00Z');
const line = { merchantId: 'm', clusterId: 'c', taxonomyId: 'dp.visual.font' };
const rule = (id: string, change: Partial<CommissionRule> = {}): CommissionRule => ({ id, taxonomyId: null, clusterId: null, merchantId: null, market: null, ratePct: '10', validFrom: past, recordedAt: past, reason: '', ...change });
const first = (...rules: CommissionRule[]) => matchingRules({ rules }, line, 'KZ', now)[0]?.id;

describe('the most specific rule wins:', () => {
  const market = rule('market', { market: 'KZ' });
  const root = rule('root', { taxonomyId: 'digital-products' });
  const branch = rule('branch', { taxonomyId: 'dp.visual' });
  const leaf = rule('leaf', { taxonomyId: 'dp.visual.font' });
  const cluster = rule('cluster', { clusterId: 'c' });
  const merchant = rule('merchant', { merchantId: 'm' });
  const inOrder = [merchant, cluster, leaf, branch, root, market, rule('default')];

  it('merchant, cluster, leaf, branch, root, market, none', () => {
    expect(matchingRules({ rules: inOrder.toReversed() }, line, 'KZ', now).map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
  });

  it.each([
    ['a merchant in a market', rule('x', { merchantId: 'm', market: 'KZ' }), merchant], ['a cluster’s category', rule('x', { clusterId: 'c', taxonomyId: 'digital-products' }), cluster],
    ['a merchant before a cluster’s leaf in a market', merchant, rule('x', { clusterId: 'c', taxonomyId: 'dp.visual.font', market: 'KZ' })], ['a leaf before a branch in a market', leaf, rule('x', { taxonomyId: 'dp.visual', market: 'KZ' })],
  ])('%s', (_, winner, loser) => {
    expect(first(loser, winner)).toBe(winner.id);
  });

  it('among equals the one that came into force last, then the one recorded last', () => {
    const later = new Date('2026-06-01T00:00:00Z');
    expect(first(rule('a', { validFrom: later }), rule('b'))).toBe('a');
    expect(first(rule('a'), rule('b', { recordedAt: later }))).toBe('b');
    expect(first(rule('a', { validFrom: later }), rule('b', { recordedAt: later }))).toBe('a');
  });

  it('whatever is for another merchant, cluster, category or market, or not yet in force, does not count', () => {
    const foreign = [rule('1', { merchantId: 'x' }), rule('2', { clusterId: 'x' }), rule('3', { taxonomyId: 'goods' }), rule('4', { market: 'UZ' }), rule('5', { validFrom: new Date('2026-11-24T00:00:00Z') }), rule('6', { merchantId: 'm', market: 'UZ' })];
    expect(matchingRules({ rules: foreign }, line, 'KZ', now)).toEqual([]);
    expect(() => applicableRule({ rules: foreign, taxRates: [] }, line, 'KZ', now)).toThrow(NoCommissionRule);
  });

  it('does not depend on the order of the rules', () => {
    fc.assert(fc.property(fc.shuffledSubarray(inOrder, { minLength: 1 }), (some) => {
      expect(first(...some)).toBe(inOrder.find(({ id }) => some.some((each) => each.id === id))?.id);
    }), { numRuns: 100 });
  });
});

describe('the tax on a commission', () => {
  it('is that of the merchant’s country/region on the day', () => {
    const taxRates = [{ country: 'CN', ratePct: '6', legalSource: 'six', validFrom: past, recordedAt: past }, { country: 'CN', ratePct: '5', legalSource: 'five', validFrom: new Date('2027-01-01T00:00:00Z'), recordedAt: past }];
    const taxOf = (merchantCountry: string, at: Date) => applicableRule({ rules: [rule('a')], taxRates }, { ...line, merchantCountry }, 'KZ', at).taxRatePct;
    expect([taxOf('CN', now), taxOf('CN', new Date('2027-01-01T00:00:00Z')), taxOf('RU', now)]).toEqual(['6', '5', '0']);
  });
});

describe('what a merchant gets', () => {
  it.each([[6800n, '10', '6', 680n, 41n, 6079n], [1n, '50', '6', 1n, 0n, 0n], [999n, '0', '6', 0n, 0n, 999n], [12_345n, '8.5', '6', 1049n, 63n, 11_233n], [100n, '100', '0', 100n, 0n, 0n]])(
    'of %d at %s %% with %s %% of tax on it is rounded once each, half up', (net, ratePct, taxRatePct, commission, tax, payable) => {
      expect(commissionOn(money(net, 'CNY'), { ratePct, taxRatePct })).toEqual({ commission: money(commission, 'CNY'), commissionTax: money(tax, 'CNY'), payable: money(payable, 'CNY') });
    });

  it('and the two shares always sum to the net', () => {
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 1_000_000 }), (net, tenThousandths) => {
      const { commission, commissionTax, payable } = commissionOn(money(net, 'CNY'), { ratePct: (tenThousandths / 10_000).toFixed(4), taxRatePct: '6' });
      expect(commission.amountMinor + commissionTax.amountMinor + payable.amountMinor).toBe(net);
    }), { numRuns: 200 });
  });
});

describe('no rates leave a merchant less than nothing', () => {
  it('however the shares are rounded, and even by rates that would take more than all', () => {
    expect(commissionOn(money(26n, 'CNY'), { ratePct: '94.3396', taxRatePct: '6' }).payable.amountMinor).toBeGreaterThanOrEqual(0n);
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 270 }), (net, tenThousandths, perMille) => {
      const rates = { ratePct: `${Math.floor(tenThousandths / 10_000)}.${String(tenThousandths % 10_000).padStart(4, '0')}`, taxRatePct: (perMille / 10).toFixed(1) };
      const { commission, commissionTax, payable } = commissionOn(money(net, 'CNY'), rates);
      expect(payable.amountMinor >= 0n && commission.amountMinor >= 0n).toBe(true);
      expect(commission.amountMinor + commissionTax.amountMinor + payable.amountMinor).toBe(net);
    }));
  });
});

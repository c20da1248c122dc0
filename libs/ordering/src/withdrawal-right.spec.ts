import { consentsAt } from './consents.js';
import { needsImmediateDeliveryConsent, withdrawalRightOf, type WithdrawnLine } from './withdrawal-right.js';

const paidAt = new Date('2026-11-01T10:00:00Z');
const days = (count: number) => new Date(paidAt.getTime() + count * 86_400_000);
const order = (country: string, { waived = false, taxId = null as string | null } = {}) => ({ country, taxId, paidAt, consents: consentsAt(paidAt, 'en', waived) });
const file: WithdrawnLine = { deliveryKind: 'download', deliveredAt: paidAt };
const parcel: WithdrawnLine = { deliveryKind: 'parcel', deliveredAt: days(5) };
const service: WithdrawnLine = { deliveryKind: 'service', deliveredAt: null };

describe('the right of withdrawal', () => {
  it.each(['DE', 'FR', 'GR', 'GB'])('in %s from a file is there for 14 days, the last one whole, unless all three confirmations gave it up', (country) => {
    const until = new Date('2026-11-16T00:00:00Z');
    expect(withdrawalRightOf(order(country), file, new Date('2026-11-15T23:59:59Z'))).toMatchObject({ canWithdraw: true, reason: 'in_period', until });
    expect(withdrawalRightOf(order(country), file, until)).toMatchObject({ canWithdraw: false, reason: 'period_over', until });
    expect(withdrawalRightOf(order(country, { waived: true }), file, days(1))).toMatchObject({ canWithdraw: false, reason: 'waived' });
    expect(withdrawalRightOf(order(country, { waived: true }), { ...file, deliveredAt: null }, days(1)).canWithdraw).toBe(true);
  });

  it('is not given up by less than all three confirmations', () => {
    const all = consentsAt(paidAt, 'en', true);
    for (const { kind } of all.filter((consent) => consent.kind !== 'terms')) {
      const consents = all.filter((consent) => consent.kind !== kind);
      expect(withdrawalRightOf({ ...order('DE'), consents }, file, days(1)).canWithdraw).toBe(true);
    }
  });

  it('from goods begins with their receipt, and is there before it', () => {
    expect(withdrawalRightOf(order('DE'), { ...parcel, deliveredAt: null }, days(300))).toMatchObject({ canWithdraw: true, reason: 'before_delivery', until: null });
    expect(withdrawalRightOf(order('DE'), parcel, days(15))).toMatchObject({ canWithdraw: true, until: new Date('2026-11-21T00:00:00Z') });
    expect(withdrawalRightOf(order('DE'), parcel, days(25))).toMatchObject({ canWithdraw: false, reason: 'period_over' });
  });

  it('from a service is for what was not used, and over once it is done', () => {
    expect(withdrawalRightOf(order('DE'), service, days(3)).refundShare).toEqual({ kind: 'whole' });
    const running = { ...service, term: { startedAt: paidAt, days: 30 } };
    expect(withdrawalRightOf(order('DE'), running, days(2.5)).refundShare).toEqual({ kind: 'pro_rata', usedDays: 3, ofDays: 30 });
    expect(withdrawalRightOf(order('DE'), { ...service, deliveredAt: days(2) }, days(3))).toMatchObject({ canWithdraw: false, reason: 'performed' });
  });

  it.each([
    ['CN', file, false, 'delivered'], ['CN', service, false, 'no_right'], ['CN', { ...parcel, deliveredAt: paidAt }, true, 'in_period'], ['RU', file, false, 'no_right'],
    ['BR', file, true, 'in_period'], ['TR', file, false, 'delivered'], ['KR', file, true, 'in_period'], ['CL', service, true, 'in_period'],
    ['JP', file, false, 'no_right'], ['US', parcel, false, 'no_right'], ['KZ', file, false, 'no_right'],
  ] as const)('in %s from %j a day after payment: %s, %s', (country, line, canWithdraw, reason) => {
    expect(withdrawalRightOf(order(country), line, days(1))).toMatchObject({ canWithdraw, reason });
  });

  it('is a consumer’s: a business has none, and an order that was not paid needs none', () => {
    expect(withdrawalRightOf(order('DE', { taxId: 'DE136695976' }), file, days(1))).toMatchObject({ canWithdraw: false, reason: 'business_buyer' });
    expect(withdrawalRightOf({ ...order('DE'), paidAt: null }, file, days(1))).toMatchObject({ canWithdraw: false, reason: 'not_paid' });
  });

  it('asks for consent to delivery at once exactly where it can be given up and something is delivered at once', () => {
    const quote = (country: string, deliveryKind: WithdrawnLine['deliveryKind'], taxId: string | null = null) => needsImmediateDeliveryConsent({ country, taxId, lines: [{ deliveryKind }] });
    expect([quote('DE', 'download'), quote('GB', 'licence-key'), quote('TW', 'download')]).toEqual([true, true, true]);
    expect([quote('DE', 'parcel'), quote('DE', 'service'), quote('KZ', 'download'), quote('CN', 'download'), quote('DE', 'download', 'DE136695976')]).toEqual([false, false, false, false, false]);
  });
});

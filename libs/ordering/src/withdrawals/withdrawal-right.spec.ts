import { money } from '@silkport/values';
import { shareOfLeft } from '../refunds/refund-share.js';
import { consentsAt, type ConsentKind } from './consents.js';
import { immediateDeliveryConsents, needsImmediateDeliveryConsent, serviceStartConsents } from './early-start.js';
import { withdrawalRightOf, type WithdrawnLine } from './withdrawal-right.js';

const paidAt = new Date('2026-11-01T10:00:00Z');
const days = (count: number) => new Date(paidAt.getTime() + count * 86_400_000);
const waiver: readonly ConsentKind[] = ['terms', 'immediate_delivery', 'loss_of_withdrawal', 'durable_confirmation'];
const request: readonly ConsentKind[] = ['terms', 'service_start', 'service_payment'];
const order = (country: string, { kinds = ['terms'] as readonly ConsentKind[], taxId = null as string | null, lines = [] as readonly WithdrawnLine[] } = {}) => (
  { country, taxId, paidAt, consents: consentsAt(paidAt, 'en', kinds), lines }
);
const line = (deliveryKind: WithdrawnLine['deliveryKind'], deliveredAt: Date | null, given: Partial<WithdrawnLine> = {}): WithdrawnLine => ({ deliveryKind, deliveredAt, serviceDays: null, performedMinor: 0n, isGone: false, ...given });
const file = line('download', paidAt);
const parcel = line('parcel', days(4));
const service = line('service', null);
const goods = (...lines: WithdrawnLine[]) => order('DE', { lines });

describe('the right of withdrawal', () => {
  it.each(['DE', 'FR', 'GR'])('in %s from a file is there for 14 days, the last one whole, unless all three confirmations gave it up', (country) => {
    // The fourteenth day is a Sunday: the period ends with the Monday after it.
    const until = new Date('2026-11-17T00:00:00Z');
    expect(withdrawalRightOf(order(country), file, new Date('2026-11-16T23:59:59Z'))).toMatchObject({ canWithdraw: true, reason: 'in_period', until });
    expect(withdrawalRightOf(order(country), file, until)).toMatchObject({ canWithdraw: false, reason: 'period_over', until });
    expect(withdrawalRightOf(order(country, { kinds: waiver }), file, days(1))).toMatchObject({ canWithdraw: false, reason: 'waived' });
    expect(withdrawalRightOf(order(country, { kinds: waiver }), { ...file, deliveredAt: null }, days(1)).canWithdraw).toBe(true);
  });

  it('in the United Kingdom ends with the fourteenth day, whichever day of the week that is', () => {
    expect(withdrawalRightOf(order('GB'), file, days(1)).until).toEqual(new Date('2026-11-16T00:00:00Z'));
  });

  it.each(waiver.filter((kind) => kind !== 'terms'))('is not given up without %s', (missing) => {
    expect(withdrawalRightOf(order('DE', { kinds: waiver.filter((kind) => kind !== missing) }), file, days(1)).canWithdraw).toBe(true);
  });

  it('from goods begins with their receipt, and is there before it', () => {
    const waiting = { ...parcel, deliveredAt: null };
    expect(withdrawalRightOf(goods(waiting), waiting, days(300))).toMatchObject({ canWithdraw: true, reason: 'before_delivery', until: null });
    expect(withdrawalRightOf(goods(parcel), parcel, days(15))).toMatchObject({ canWithdraw: true, until: new Date('2026-11-20T00:00:00Z') });
    expect(withdrawalRightOf(goods(parcel), parcel, days(25))).toMatchObject({ canWithdraw: false, reason: 'period_over' });
  });

  it('from goods that come in several parcels begins with the last one, and has not begun while one is missing', () => {
    const [late, missing] = [line('parcel', days(19)), line('parcel', null)];
    expect(withdrawalRightOf(goods(parcel, late), parcel, days(30))).toMatchObject({ canWithdraw: true, reason: 'in_period', until: new Date('2026-12-05T00:00:00Z') });
    expect(withdrawalRightOf(goods(parcel, missing), parcel, days(300))).toMatchObject({ canWithdraw: true, reason: 'before_delivery', until: null });
    expect(withdrawalRightOf(goods(parcel, file), parcel, days(15)).until).toEqual(new Date('2026-11-20T00:00:00Z'));
    expect(withdrawalRightOf(order('KR', { lines: [parcel, late] }), parcel, days(15))).toMatchObject({ canWithdraw: false, reason: 'period_over' });
  });

  it('from goods does not wait for a piece that never comes: it was given back, or withdrawn from', () => {
    expect(withdrawalRightOf(goods(parcel, line('parcel', null, { isGone: true })), parcel, days(25))).toMatchObject({ canWithdraw: false, reason: 'period_over' });
  });

  it('from a service that nobody asked to begin is there for the whole period, and for all of the money, though it was performed', () => {
    expect(withdrawalRightOf(order('DE'), service, days(3)).refundShare).toEqual({ kind: 'whole' });
    expect(withdrawalRightOf(order('DE'), line('service', days(2)), days(3))).toMatchObject({ canWithdraw: true, reason: 'in_period', refundShare: { kind: 'whole' } });
    expect(withdrawalRightOf(order('DE'), line('service', days(2)), days(20))).toMatchObject({ canWithdraw: false, reason: 'period_over' });
    expect(withdrawalRightOf(order('KR'), line('service', days(2)), days(3))).toMatchObject({ canWithdraw: false, reason: 'performed' });
  });

  it('from a service that the buyer asked to begin is over once it is done', () => {
    expect(withdrawalRightOf(order('DE', { kinds: request }), line('service', days(2)), days(3))).toMatchObject({ canWithdraw: false, reason: 'performed' });
    expect(withdrawalRightOf(order('DE', { kinds: ['terms', 'service_start'] }), line('service', days(2)), days(3)).canWithdraw).toBe(true);
  });

  it.each([line('service', null, { serviceDays: 30 }), line('licence-key', paidAt, { serviceDays: 30 })])('from what runs for a while is for the days that were not used: $deliveryKind', (running) => {
    expect(withdrawalRightOf(order('DE', { kinds: request }), running, days(10)).refundShare).toEqual({ kind: 'pro_rata', usedDays: 10, ofDays: 30 });
    expect(withdrawalRightOf(order('DE', { kinds: request }), running, days(2.5)).refundShare).toEqual({ kind: 'pro_rata', usedDays: 2, ofDays: 30 });
    expect(withdrawalRightOf(order('DE', { kinds: request }), running, days(0.5)).refundShare).toEqual({ kind: 'whole' });
    expect(withdrawalRightOf(order('DE'), running, days(10)).refundShare).toEqual({ kind: 'whole' });
    expect(withdrawalRightOf(order('DE', { kinds: request }), { ...running, serviceDays: 7 }, days(7))).toMatchObject({ canWithdraw: false, reason: 'performed' });
    expect(withdrawalRightOf(order('DE', { kinds: waiver }), running, days(10))).toMatchObject({ canWithdraw: true, refundShare: { kind: 'whole' } });
  });

  it('from a subscription is for the days of its period that were not used, and is not over because access was given', () => {
    const month = line('subscription', paidAt, { serviceDays: 31 });
    for (const country of ['DE', 'GB']) {
      expect(withdrawalRightOf(order(country, { kinds: request }), month, days(5))).toMatchObject({ canWithdraw: true, refundShare: { kind: 'pro_rata', usedDays: 5, ofDays: 31 } });
      expect(withdrawalRightOf(order(country, { kinds: request }), { ...month, serviceDays: null }, days(5))).toMatchObject({ canWithdraw: true, reason: 'in_period' });
    }
    expect(withdrawalRightOf(order('DE', { kinds: request }), { ...month, serviceDays: 3 }, days(5))).toMatchObject({ canWithdraw: false, reason: 'performed' });
  });

  it.each([
    ['CN', file, false, 'delivered'], ['CN', service, false, 'no_right'], ['CN', { ...parcel, deliveredAt: paidAt }, true, 'in_period'], ['RU', file, false, 'no_right'],
    ['BR', file, true, 'in_period'], ['TR', file, false, 'delivered'], ['KR', file, true, 'in_period'], ['CL', service, true, 'in_period'],
    ['JP', file, false, 'no_right'], ['US', parcel, false, 'no_right'], ['KZ', file, false, 'no_right'],
  ] as const)('in %s from %j a day after payment: %s, %s', (country, each, canWithdraw, reason) => {
    expect(withdrawalRightOf(order(country), each, days(1))).toMatchObject({ canWithdraw, reason });
  });

  it('is a consumer’s: a business has none, and an order that was not paid needs none', () => {
    expect(withdrawalRightOf(order('DE', { taxId: 'DE136695976' }), file, days(1))).toMatchObject({ canWithdraw: false, reason: 'business_buyer' });
    expect(withdrawalRightOf({ ...order('DE'), paidAt: null }, file, days(1))).toMatchObject({ canWithdraw: false, reason: 'not_paid' });
  });
});

describe('consent to delivery at once', () => {
  const quote = (country: string, deliveryKind: WithdrawnLine['deliveryKind'], { serviceDays = null as number | null, taxId = null as string | null } = {}) => ({ country, taxId, lines: [{ deliveryKind, serviceDays }] });

  it('is asked for exactly where the right can be given up and something is delivered at once', () => {
    expect([quote('DE', 'download'), quote('GB', 'licence-key'), quote('TW', 'download')].map(needsImmediateDeliveryConsent)).toEqual([true, true, true]);
    expect([quote('DE', 'parcel'), quote('DE', 'service'), quote('KZ', 'download'), quote('CN', 'download'), quote('DE', 'download', { taxId: 'DE136695976' })].map(needsImmediateDeliveryConsent)).toEqual([false, false, false, false, false]);
  });

  it('is another one for a service that begins at once, in words of its own', () => {
    expect(immediateDeliveryConsents(quote('DE', 'licence-key', { serviceDays: 30 }))).toEqual(['service_start', 'service_payment']);
    expect(immediateDeliveryConsents(quote('DE', 'licence-key'))).toEqual(['immediate_delivery', 'loss_of_withdrawal']);
    expect(immediateDeliveryConsents(quote('KR', 'licence-key', { serviceDays: 30 }))).toEqual([]);
  });

  it('is the buyer’s choice for what people do, who can wait', () => {
    expect(serviceStartConsents(quote('DE', 'service'))).toEqual(['service_start', 'service_payment']);
    expect([quote('DE', 'download'), quote('KR', 'service'), quote('DE', 'service', { taxId: 'DE136695976' })].map(serviceStartConsents)).toEqual([[], [], []]);
  });

  it('from work that is done in parts leaves those paid for that were done, where the buyer asked for the start', () => {
    const work = line('commission', null, { performedMinor: 9_000n });
    expect(withdrawalRightOf(order('DE', { kinds: request }), work, days(1))).toMatchObject({ canWithdraw: true, refundShare: { kind: 'performed', performedMinor: 9_000n } });
    expect(withdrawalRightOf(order('DE'), work, days(1)).refundShare).toEqual({ kind: 'whole' });
    expect([shareOfLeft(money(10_000n, 'EUR'), { kind: 'performed', performedMinor: 9_000n }), shareOfLeft(money(8_000n, 'EUR'), { kind: 'performed', performedMinor: 9_000n })]).toEqual([1_000n, 0n]);
  });
});

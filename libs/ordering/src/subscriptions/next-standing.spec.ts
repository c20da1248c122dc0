import type { BillingStanding } from '@silkport/payments';
import { newId } from '@silkport/values';
import { mayBeAsked } from './change-rules.js';
import { newsBetween, nextStanding } from './next-standing.js';
import type { StoredSubscription } from './subscription-row.js';

const now = new Date('2026-12-10T08:00:00Z');
const termsId = newId();
const running: StoredSubscription = {
  id: newId(), orderId: newId(), state: 'active', isWithheld: false, termsId, nextTermsId: null, trialEndsAt: null, periodStart: new Date('2026-12-01T00:00:00Z'), periodEnd: new Date('2027-01-01T00:00:00Z'),
  endsAt: null, resumesAt: null, pastDueSince: null, card: { brand: 'visa', last4: '4242' }, owed: null, revision: 1, version: 1, endedAt: null,
};
const standing = (given: Partial<BillingStanding> = {}): BillingStanding => ({
  status: 'active', termsId, trialEndsAt: null, periodStart: '2026-12-01T00:00:00.000Z', periodEnd: '2027-01-01T00:00:00.000Z', endsAt: null, endedAt: null, endedUnpaid: false, resumesAt: null, card: null, owed: null, ...given,
});
const first = { id: termsId, holdsAtOnce: true, agreedAt: new Date('2026-11-01T00:00:00Z') } as const;
const next = (before: StoredSubscription, given: Partial<BillingStanding>, terms: Parameters<typeof nextStanding>[2] = first) => nextStanding(before, standing(given), terms, now);

describe('how a subscription stands next', () => {
  it('is owed from the first failure on, however often it is told', () => {
    const owed = next(running, { status: 'past_due' });
    expect([owed.pastDueSince, owed.isWithheld, newsBetween(running, owed)]).toEqual([now, false, ['payment_failed']]);
    const later = nextStanding(owed, standing({ status: 'past_due' }), first, new Date('2026-12-12T08:00:00Z'));
    expect([later.pastDueSince, newsBetween(owed, later)]).toEqual([now, []]);
  });

  it('is withheld at once where the provider has given up, and free again when it is paid', () => {
    const given = next(running, { status: 'unpaid' });
    expect([given.state, given.isWithheld]).toEqual(['past_due', true]);
    const paid = next(given, { status: 'active' });
    expect([paid.isWithheld, paid.pastDueSince, newsBetween(given, paid)]).toEqual([false, null, ['recovered']]);
  });

  it('stays ended, whatever is said of it later', () => {
    const ended: StoredSubscription = { ...running, state: 'ended', endedAt: now };
    expect(next(ended, { status: 'active' })).toBe(ended);
  });

  it('changes to dearer terms at once, and to cheaper ones with the next period', () => {
    const dearer = { id: newId(), holdsAtOnce: true, agreedAt: now } as const;
    const upgraded = next(running, { termsId: dearer.id }, dearer);
    expect([upgraded.termsId, newsBetween(running, upgraded)]).toEqual([dearer.id, ['terms_changed']]);
    const cheaper = { id: newId(), holdsAtOnce: false, agreedAt: now } as const;
    const waiting = next(running, { termsId: cheaper.id }, cheaper);
    expect([waiting.termsId, waiting.nextTermsId, newsBetween(running, waiting)]).toEqual([termsId, cheaper.id, []]);
    const begun = next(waiting, { termsId: cheaper.id, periodStart: '2027-01-01T00:00:00.000Z', periodEnd: '2027-02-01T00:00:00.000Z' }, cheaper);
    expect([begun.termsId, begun.nextTermsId, newsBetween(waiting, begun)]).toEqual([cheaper.id, null, ['terms_changed']]);
  });

  it('tells that it will end, that it will not, and that it has', () => {
    const ending = next(running, { endsAt: '2027-01-01T00:00:00.000Z' });
    expect(newsBetween(running, ending)).toEqual(['ends']);
    expect(newsBetween(ending, next(ending, {}))).toEqual(['continues']);
    expect(newsBetween(ending, next(ending, { status: 'ended', endedAt: '2027-01-01T00:00:00.000Z' }))).toEqual(['ended']);
  });
});

describe('what can be asked of a subscription', () => {
  it.each([
    ['pending', []], ['trialing', ['upgrade', 'downgrade', 'seats', 'fewer_seats', 'cancel']], ['active', ['upgrade', 'downgrade', 'seats', 'fewer_seats', 'pause', 'cancel']], ['past_due', ['cancel', 'retry']], ['paused', ['resume', 'cancel']], ['ended', []],
  ] as const)('while it is %s', (state, wanted) => {
    const kinds = ['upgrade', 'downgrade', 'seats', 'fewer_seats', 'pause', 'resume', 'cancel', 'keep', 'retry'] as const;
    expect(kinds.filter((kind) => mayBeAsked(kind, { state, endsAt: null, nextTermsId: null }))).toEqual(wanted);
  });

  it('is to keep it, and little else, once it was cancelled', () => {
    const standing = { state: 'active', endsAt: now, nextTermsId: null } as const;
    expect((['upgrade', 'pause', 'cancel', 'keep'] as const).filter((kind) => mayBeAsked(kind, standing))).toEqual(['keep']);
  });
});

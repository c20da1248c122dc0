import { pageExpiry } from './page-expiry.js';

const now = new Date('2026-12-01T10:00:00.000Z');
const after = (minutes: number, seconds = 0) => new Date(now.getTime() + minutes * 60_000 + seconds * 1000);

describe('when a payment page closes', () => {
  it('is as wished, in whole seconds', () => {
    expect(pageExpiry(new Date(after(60).getTime() + 789), now)).toEqual(after(60));
  });

  it('is later than wished where Stripe wants half an hour, with a margin', () => {
    expect(pageExpiry(after(30), now)).toEqual(after(35));
    expect(pageExpiry(after(-5), now)).toEqual(after(35));
  });

  it('is earlier than wished where Stripe wants a day at most', () => {
    expect(pageExpiry(after(48 * 60), now)).toEqual(after(23 * 60 + 50));
  });

  it('is the same for calls shortly after each other, as one idempotency key demands', () => {
    expect(pageExpiry(after(15), after(0, 1))).toEqual(pageExpiry(after(15), after(0, 40)));
  });
});

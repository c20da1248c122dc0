import fc from 'fast-check';
import { lineStates, lineTransitions, orderStatuses, orderStatusOf, settledState, transitions, type LineState } from './order-states.js';

describe('an order’s way', () => {
  it('leads nowhere unknown, and ends where an order was never paid', () => {
    expect(transitions.cancelled).toEqual([]);
    expect(Object.values(transitions).flat().every((status) => orderStatuses.includes(status))).toBe(true);
    expect(Object.values(lineTransitions).flat().every((state) => lineStates.includes(state))).toBe(true);
  });

  it('can be followed by whatever any of its lines may do', () => {
    // What has been paid stays with what has been paid: an order is placed, paid and cancelled whole.
    const paid = lineStates.filter((state) => state !== 'awaiting_payment' && state !== 'cancelled');
    fc.assert(fc.property(fc.array(fc.constantFrom(...paid), { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), (states, which, where) => {
      const index = which % states.length;
      const ways = lineTransitions[states[index] ?? 'lost'];
      fc.pre(ways.length > 0);
      const before = orderStatusOf(states.map((state) => ({ state })));
      const moved = states.map((state, place): LineState => (place === index ? (ways[where % ways.length] ?? state) : state));
      const after = orderStatusOf(moved.map((state) => ({ state })));
      // A dispute is opened and decided about all of its lines at once, never about one while the other is lost.
      fc.pre(!(before === 'disputed' && states.includes('lost')));
      expect(after === before || transitions[before].includes(after)).toBe(true);
    }), { numRuns: 500 });
  });

  it.each([
    [['paid', 'paid'], 'paid'], [['delivered', 'paid'], 'partly_delivered'], [['delivered', 'delivered'], 'delivered'], [['refunded', 'delivered'], 'partly_refunded'],
    [['partly_refunded'], 'partly_refunded'], [['refunded', 'refunded'], 'refunded'], [['disputed', 'refunded'], 'disputed'], [['lost', 'refunded'], 'lost'],
    [['awaiting_payment', 'awaiting_payment'], 'awaiting_payment'], [['cancelled', 'cancelled'], 'cancelled'],
  ] as const)('is with lines %j: %s', (states, status) => {
    expect(orderStatusOf(states.map((state) => ({ state })))).toBe(status);
  });

  it('is completed only when it was delivered whole', () => {
    expect(orderStatusOf([{ state: 'delivered' }], true)).toBe('completed');
    expect(orderStatusOf([{ state: 'delivered' }, { state: 'paid' }], true)).toBe('partly_delivered');
  });

  it('goes back, after a dispute that was won, to where money and delivery had brought the line', () => {
    const line = { totalMinor: 100n, refundedMinor: 0n, deliveredAt: null };
    expect(settledState(line)).toBe('paid');
    expect(settledState({ ...line, deliveredAt: new Date() })).toBe('delivered');
    expect(settledState({ ...line, deliveredAt: new Date(), refundedMinor: 1n })).toBe('partly_refunded');
    expect(settledState({ ...line, refundedMinor: 100n })).toBe('refunded');
  });
});

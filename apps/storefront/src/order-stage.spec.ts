import { isPassing, orderStage, waitedStatus } from './order-stage.js';

const lines = [{ id: 'line-1' }, { id: 'line-2' }] as never;
const awaiting = { status: 'awaiting_payment', lines } as const;
const paid = { status: 'paid', lines } as const;

describe('orderStage', () => {
  it('believes the payment provider and not the address that the browser came back with', () => {
    expect(orderStage(awaiting, 'open', false, [])).toBe('unpaid');
    expect(orderStage(awaiting, undefined, false, [])).toBe('unpaid');
    expect(orderStage(awaiting, 'open', true, [])).toBe('confirming');
    expect(orderStage(awaiting, 'paid', false, [])).toBe('confirming');
    expect(orderStage(awaiting, 'expired', true, [])).toBe('ending');
    expect(orderStage(awaiting, 'mismatch', true, [])).toBe('mismatch');
  });

  it('is ready only when every line has been delivered', () => {
    expect(orderStage(paid, 'paid', true, [])).toBe('preparing');
    expect(orderStage(paid, 'paid', true, [{ orderLineId: 'line-1' }])).toBe('preparing');
    expect(orderStage(paid, 'paid', true, [{ orderLineId: 'line-2' }, { orderLineId: 'line-1' }])).toBe('ready');
  });

  it('waits for nothing that was given back before it was handed out', () => {
    const refunded = { status: 'partly_refunded', lines: [{ id: 'line-1', state: 'refunded' }, { id: 'line-2', state: 'paid' }] as never } as const;
    expect(orderStage(refunded, 'paid', false, [])).toBe('preparing');
    expect(orderStage(refunded, 'paid', false, [{ orderLineId: 'line-2' }])).toBe('ready');
  });

  it('stays cancelled, whatever else is said', () => {
    expect(orderStage({ status: 'cancelled', lines }, 'paid', true, [])).toBe('cancelled');
  });

  it('has another status to wait for exactly where the page would look different', () => {
    expect(waitedStatus('confirming')).toBe(waitedStatus('unpaid'));
    expect(new Set((['confirming', 'preparing', 'ready', 'cancelled'] as const).map(waitedStatus)).size).toBe(4);
    expect((['unpaid', 'mismatch', 'ready', 'cancelled'] as const).some(isPassing)).toBe(false);
  });
});

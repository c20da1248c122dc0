import { Signatures } from '@silkport/platform';
import { newOrderNumber } from './order-number.js';
import { OrderAccess } from './order-access.js';
import { OrderUnknown } from './ordering.errors.js';

describe('an order number', () => {
  it('is one that people can read out, and never the same', () => {
    const numbers = Array.from({ length: 2000 }, newOrderNumber);
    expect(numbers.every((number) => /^SP-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/.test(number))).toBe(true);
    expect(new Set(numbers).size).toBe(2000);
  });
});

describe('who may see an order', () => {
  const access = new OrderAccess(new Signatures('a secret for tests that is long enough'));
  const order = { id: '01a20a06-7505-750f-a367-988b94fb523a', email: 'aigerim@example.kz' };

  it('is whoever has its link, or has confirmed its address', () => {
    expect(() => access.require(order, { key: access.keyOf(order.id) })).not.toThrow();
    expect(() => access.require(order, { confirmedEmail: 'aigerim@example.kz' })).not.toThrow();
  });

  it.each([
    ['nobody', {}], ['a key of another order', { key: 'other' }], ['another address', { confirmedEmail: 'someone@example.kz' }], ['an empty key', { key: '' }],
  ])('is not %s', (_name, holder) => {
    expect(() => access.require(order, holder)).toThrow(OrderUnknown);
  });

  it('is told the same of an order that does not exist', () => {
    expect(() => access.require(undefined, { key: access.keyOf(order.id) })).toThrow(OrderUnknown);
  });
});

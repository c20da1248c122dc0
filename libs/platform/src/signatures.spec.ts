import { Signatures } from './signatures.js';

const signatures = new Signatures('a secret that nobody else knows, really');
const good = signatures.sign('order', 'order-1');

describe('a signature', () => {
  it('holds for its purpose and subject', () => {
    expect(signatures.verifies('order', 'order-1', good)).toBe(true);
    expect(good).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['another subject', 'order', 'order-2', good], ['another purpose', 'download', 'order-1', good], ['an altered end', 'order', 'order-1', `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`],
    ['a part', 'order', 'order-1', good.slice(0, 20)], ['nothing', 'order', 'order-1', ''], ['more', 'order', 'order-1', `${good}A`],
  ] as const)('does not hold for %s', (_name, purpose, subject, signature) => {
    expect(signatures.verifies(purpose, subject, signature)).toBe(false);
  });

  it('of another secret does not hold', () => {
    expect(signatures.verifies('order', 'order-1', new Signatures('another secret that is as long as this').sign('order', 'order-1'))).toBe(false);
  });
});

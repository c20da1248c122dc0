import fc from 'fast-check';
import { checkTransaction, partsOfAccount } from './check-transaction.js';
import type { Posting } from './posting.js';
import { aTransaction, posting } from './testing.js';

const refusals: [string, Parameters<typeof aTransaction>[0]][] = [
  ['postings that do not sum to zero', { postings: [posting('bank', 5n), posting('commission', -4n)] }],
  ['postings that sum to zero over two currencies only', { postings: [posting('bank', 5n, 'EUR'), posting('commission', -5n, 'USD')] }],
  ['a posting of nothing', { postings: [posting('bank', 5n), posting('commission', -5n), posting('fx', 0n)] }],
  ['a single posting', { postings: [posting('bank', 5n)] }],
  ['no posting', { postings: [] }],
  ['an account that the chart does not have', { postings: [posting('petty_cash' as 'bank', 5n), posting('commission', -5n)] }],
  ['an account named like a property of every object', { postings: [posting('constructor' as 'bank', 5n), posting('commission', -5n)] }],
  ['an owned account that does not say whose it is', { postings: [posting('merchant_payable', -5n), posting('bank', 5n)] }],
  ['an owned account with an empty owner', { postings: [posting('merchant_payable:', -5n), posting('bank', 5n)] }],
  ['an owner of an account that has none', { postings: [posting('bank:me', 5n), posting('commission', -5n)] }],
  ['what is no currency', { postings: [posting('bank', 5n, 'eur'), posting('commission', -5n, 'eur')] }],
  ['a transaction without a key', { key: '' }],
  ['a transaction without a kind', { kind: '' }],
  ['a transaction about nothing', { reference: '' }],
];

describe('a transaction before it is posted', () => {
  it('is let through when it is balanced in each currency', () => {
    expect(() => checkTransaction(aTransaction({ postings: [posting('bank', 5n), posting('fx', -5n), posting('fx', 7n, 'KWD'), posting('merchant_payable:m', -7n, 'KWD')] }))).not.toThrow();
  });

  it.each(refusals)('is refused for %s', (_, given) => {
    expect(() => checkTransaction(aTransaction(given))).toThrow('The ledger refuses');
  });

  it('is let through exactly when each currency sums to zero', () => {
    const line = fc.record({ amountMinor: fc.bigInt({ min: -3n, max: 3n }).filter((amount) => amount !== 0n), currency: fc.constantFrom('EUR', 'JPY') });
    fc.assert(fc.property(fc.array(line, { minLength: 2, maxLength: 5 }), (lines) => {
      const postings: Posting[] = lines.map(({ amountMinor, currency }) => posting('bank', amountMinor, currency));
      const sum = (of: string) => lines.filter(({ currency }) => currency === of).reduce((total, { amountMinor }) => total + amountMinor, 0n);
      const check = () => checkTransaction(aTransaction({ postings }));
      if (sum('EUR') === 0n && sum('JPY') === 0n) expect(check).not.toThrow();
      else expect(check).toThrow('The ledger refuses');
    }), { numRuns: 300 });
  });
});

describe('the name of an account', () => {
  it('tells its kind and its owner', () => {
    expect([partsOfAccount('bank'), partsOfAccount('tax_payable:EU-OSS-DE')]).toEqual([{ kind: 'bank', owner: null }, { kind: 'tax_payable', owner: 'EU-OSS-DE' }]);
  });

  it('is refused where the chart does not have it', () => {
    expect(() => partsOfAccount('toString:x')).toThrow('There is no account');
  });
});

import fc from 'fast-check';
import { money, newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { ledgerContext } from './ledger.context.js';
import { LedgerReads } from './ledger-reads.js';
import type { StatementEntry } from './ledger-statement.js';
import type { Role } from './open-matters.js';
import { postTransactions } from './post-transactions.js';
import type { Account } from './accounts.js';
import { aTransaction, posting } from './testing.js';

let db: TestDatabase;
let reads: LedgerReads;

beforeAll(async () => {
  db = await openTestDatabase([ledgerContext]);
  reads = new LedgerReads(db.database);
});
afterAll(() => db.close());

const minute = (count: number) => new Date(Date.UTC(2026, 10, 23, 8, count));
const pay = (account: Account, amountMinor: bigint, occurredAt = minute(0), currency = 'EUR') => {
  const key = newId();
  return db.database.transaction((tx) => postTransactions(tx, [aTransaction({ key, reference: key, occurredAt, postings: [posting(account, -amountMinor, currency), posting('bank', amountMinor, currency)] })]));
};

describe('balances', () => {
  it('are the sums of an account by currency, and zero for one that was never used', async () => {
    const account: Account = `merchant_payable:${newId()}`;
    for (const amount of [700n, -200n]) await pay(account, amount);
    await pay(account, 5n, minute(0), 'JPY');
    expect(await reads.balance(account, 'EUR')).toEqual(money(-500n, 'EUR'));
    expect(await reads.balance(account, 'KZT')).toEqual(money(0n, 'KZT'));
    expect(await reads.balances({ kind: 'merchant_payable', owner: account.slice(17) })).toEqual([{ account, balance: money(-500n, 'EUR') }, { account, balance: money(-5n, 'JPY') }]);
  });

  it('of an owner are those of all its accounts', async () => {
    const owner = newId();
    await pay(`merchant_payable:${owner}`, 7n);
    await pay(`merchant_reserve:${owner}`, 3n);
    expect(await reads.balances({ owner })).toEqual([
      { account: `merchant_payable:${owner}`, balance: money(-7n, 'EUR') }, { account: `merchant_reserve:${owner}`, balance: money(-3n, 'EUR') },
    ]);
  });

  it('of a kind are those of all owners and of no other kind', async () => {
    await pay('tax_payable:KZ', 16n);
    await pay('tax_payable:SG', 9n);
    const accounts = (await reads.balances({ kind: 'tax_payable' })).map(({ account }) => account);
    expect(accounts).toEqual(['tax_payable:KZ', 'tax_payable:SG']);
    expect((await reads.balances({ kind: 'bank' })).every(({ account }) => account === 'bank')).toBe(true);
    expect((await reads.balances({})).map(({ account }) => account)).toContain('bank');
  });
});

describe('a statement', () => {
  const account: Account = `merchant_payable:${newId()}`;
  beforeAll(async () => { for (const count of [5, 1, 3, 3, 9]) await pay(account, BigInt(count), minute(count)); });

  it('has what is within its bounds, in the order of what happened, with the balance after each', async () => {
    const { opening, closing, entries } = await reads.statement({ account, currency: 'EUR', from: minute(3), to: minute(9), limit: 50 });
    expect([opening, closing]).toEqual([money(-1n, 'EUR'), money(-12n, 'EUR')]);
    expect(entries.map(({ amount, balance }) => [amount.amountMinor, balance.amountMinor])).toEqual([[-3n, -4n], [-3n, -7n], [-5n, -12n]]);
  });

  it('goes on by cursor through entries of one instant, with the balance carried over', async () => {
    const seen: StatementEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await reads.statement({ account, currency: 'EUR', from: null, to: null, cursor, limit: 1 });
      expect(page.closing).toEqual(money(-21n, 'EUR'));
      seen.push(...page.entries);
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen.map(({ balance }) => balance.amountMinor)).toEqual([-1n, -4n, -7n, -12n, -21n]);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(5);
  });

  it('is empty for an account that was never used', async () => {
    const { opening, closing, entries } = await reads.statement({ account: 'stripe_fees', currency: 'EUR', from: null, to: null, limit: 5 });
    expect([opening.amountMinor, closing.amountMinor, entries]).toEqual([0n, 0n, []]);
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(reads.statement({ account, currency: 'EUR', from: null, to: null, cursor: 'e30', limit: 5 })).rejects.toThrow('invalid_cursor');
  });
});

describe('the sums of months', () => {
  it('are by UTC, of the kinds asked for, and of nothing outside of the period', async () => {
    const at = (text: string) => new Date(text);
    for (const [when, amount] of [['2025-01-31T23:59:59.999Z', 1n], ['2025-02-01T00:00:00Z', 2n], ['2025-02-28T23:59:59Z', 4n], ['2025-03-01T00:00:00Z', 8n]] as const) await pay('commission', amount, at(when));
    await pay('commission', 3n, at('2025-02-10T00:00:00Z'), 'JPY');
    expect(await reads.monthly(['commission'], at('2025-01-01'), at('2025-03-01'))).toEqual([
      { month: '2025-01', kind: 'commission', amount: money(-1n, 'EUR') }, { month: '2025-02', kind: 'commission', amount: money(-6n, 'EUR') }, { month: '2025-02', kind: 'commission', amount: money(-3n, 'JPY') },
    ]);
  });
});

describe('open matters', () => {
  const roles: Role[] = [
    { kind: 'capture', matter: 'charge', side: 'ours', accountKind: 'provider_clearing' }, { kind: 'movement_charge', matter: 'charge', side: 'theirs', accountKind: 'provider_clearing' },
  ];
  const said = (kind: string, reference: string, amountMinor: bigint, occurredAt: Date) =>
    db.database.transaction((tx) => postTransactions(tx, [aTransaction({ key: newId(), kind, reference, occurredAt, postings: [posting('provider_clearing', amountMinor), posting('bank', -amountMinor)] })]));

  it('are those of the period whose two sides do not sum to zero, whenever the other side spoke', async () => {
    const [even, ours, theirs, unequal, later] = [newId(), newId(), newId(), newId(), newId()];
    const [day, next, after] = [new Date('2025-06-01'), new Date('2025-06-02'), new Date('2025-06-05')];
    for (const [kind, reference, amount, at] of [
      ['capture', even, 5n, day], ['movement_charge', even, -5n, after], ['capture', ours, 5n, day], ['movement_charge', theirs, -5n, day], ['capture', unequal, 5n, day], ['movement_charge', unequal, -4n, after],
      ['capture', later, 5n, next], ['refund_paid', ours, -5n, day],
    ] as const) await said(kind, reference, amount, at);
    const open = await reads.openMatters(roles, day, next);
    expect(open.toSorted((one, other) => (one.reference < other.reference ? -1 : 1))).toEqual([
      { reference: ours, matter: 'charge', account: 'provider_clearing', ours: money(5n, 'EUR'), theirs: null },
      { reference: theirs, matter: 'charge', account: 'provider_clearing', ours: null, theirs: money(-5n, 'EUR') },
      { reference: unequal, matter: 'charge', account: 'provider_clearing', ours: money(5n, 'EUR'), theirs: money(-4n, 'EUR') },
    ]);
  });
});

describe('the trial balance', () => {
  it('is zero in each currency whatever is posted, and its kinds are the sums of the accounts', async () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(amount, fc.constantFrom('EUR', 'JPY', 'KWD')), { minLength: 1, maxLength: 4 }), async (payments) => {
      for (const [amountMinor, currency] of payments) await pay(`refunds:${newId()}`, amountMinor, minute(0), currency);
      const { currencies, kinds } = await reads.trialBalance();
      expect(currencies.every(({ amountMinor }) => amountMinor === 0n)).toBe(true);
      const refunds = await reads.balances({ kind: 'refunds' });
      for (const { balance } of kinds.filter(({ kind }) => kind === 'refunds')) {
        expect(refunds.filter((one) => one.balance.currency === balance.currency).reduce((sum, one) => sum + one.balance.amountMinor, 0n)).toBe(balance.amountMinor);
      }
    }), { numRuns: 15 });
  });
});

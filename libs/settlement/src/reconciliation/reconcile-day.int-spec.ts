import { identityContext } from '@silkport/identity';
import { ledgerContext, LedgerReads, postTransactions } from '@silkport/ledger';
import { BalanceTransactionReads, paymentsContext, type BalanceMovement } from '@silkport/payments';
import { Idempotency } from '@silkport/platform';
import { money, newId, SetClock } from '@silkport/values';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { PostMovements } from '../books/post-movements.js';
import { PostSales } from '../books/post-sales.js';
import { anOperator } from '../books/testing.js';
import { payoutPostings } from '../payouts/payout-books.js';
import { settlementContext } from '../settlement.context.js';
import { AcknowledgeDifference } from './acknowledge-difference.js';
import { ReconcileDaily } from './reconcile-daily.js';
import { ReconcileDay } from './reconcile-day.js';
import { ReconciliationReads } from './reconciliation-reads.js';

let db: TestDatabase;
let ledger: LedgerReads;
let reads: ReconciliationReads;
let reconcile: ReconcileDay;
let acknowledge: AcknowledgeDifference;
let clock: SetClock;
let nextDay = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  db = await openTestDatabase([identityContext, ledgerContext, paymentsContext, settlementContext]);
  clock = new SetClock(new Date('2026-12-01T04:00:00Z'));
  ledger = new LedgerReads(db.database);
  reads = new ReconciliationReads(db.database);
  reconcile = new ReconcileDay(db.database, ledger, new BalanceTransactionReads(db.database), clock);
  acknowledge = new AcknowledgeDifference(db.database, new Idempotency(db.database), clock);
});
afterAll(() => db.close());

/** A day that no other test has. */
function aDay(): string {
  nextDay += 10 * 86_400_000;
  return new Date(nextDay).toISOString().slice(0, 10);
}

const eur = (minor: bigint) => money(minor, 'EUR');
const aMovement = (day: string, given: Partial<BalanceMovement> = {}): BalanceMovement => ({
  id: `txn_${newId()}`, kind: 'charge', amount: eur(2000n), fee: eur(60n), exchangeRate: null, presentment: eur(2000n), reference: newId(), refundId: null, disputeId: null, cardCountry: null,
  at: `${day}T08:00:00.000Z`, ...given,
});

/** On the provider's list, as payments has imported it. */
async function listed(movement: BalanceMovement): Promise<void> {
  const { id, kind, amount, fee, presentment, reference, at } = movement;
  await db.dataSource.query(`INSERT INTO payments.balance_transactions (id, kind, stripe_type, amount_minor, fee_minor, currency, presentment_minor, presentment_currency, reference, occurred_at,
    available_at, imported_at) VALUES ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)`,
  [id, kind, amount.amountMinor, fee.amountMinor, amount.currency, presentment?.amountMinor ?? null, presentment?.currency ?? null, reference, at]);
}

const posted = (movement: BalanceMovement) => db.database.transaction((tx) => new PostMovements().moved(tx, { movements: [movement] }));
const captured = (reference: string, day: string, minor = 2000n) =>
  db.database.transaction((tx) => new PostSales({ operator: anOperator }).capture(tx, delivered({ checkoutId: newId(), reference, charged: eur(minor), capturedAt: `${day}T07:00:00Z`, billingCountry: null })));
const found = async (day: string) => (await reads.ofDay(day))?.differences ?? [];
const told = async (day: string) => (await found(day)).map(({ kind, matter, subject, provider, posted: ours, state }) => [kind, matter, subject, provider?.amountMinor ?? null, ours?.amountMinor ?? null, state]);
const twoDaysAfter = (day: string) => new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10);

describe('the reconciliation of a day', () => {
  it('finds nothing where the list and the books agree, and says how far both moved', async () => {
    const day = aDay();
    const movement = aMovement(day);
    await captured(movement.reference ?? '', day);
    await listed(movement);
    await posted(movement);
    for (const each of [day, twoDaysAfter(day)]) await reconcile.run(each);
    expect([await told(day), await told(twoDaysAfter(day))]).toEqual([[], []]);
    expect((await reads.ofDay(day))?.reconciliation).toMatchObject({ movementCount: 1, totals: [{ provider: eur(1940n), posted: eur(1940n) }], differences: 0, open: 0 });
  });

  it('lists what the provider has and the books do not, and takes it back when it is posted after all', async () => {
    const day = aDay();
    const movement = aMovement(day);
    await listed(movement);
    await reconcile.run(day);
    expect(await told(day)).toEqual([['not_posted', 'movement', movement.id, 1940n, null, 'open']]);
    await posted(movement);
    await reconcile.run(day);
    expect(await told(day)).toEqual([['not_posted', 'movement', movement.id, 1940n, null, 'resolved']]);
  });

  it.each<[string, Partial<BalanceMovement>]>([
    ['a charge of no order of ours', { reference: null }], ['a transfer for no pay-out of ours', { kind: 'transfer', amount: eur(-500n), fee: eur(0n), presentment: null }],
    ['a kind that we do not know', { kind: 'other' }],
  ])('lists %s as unknown, and posts nothing of it', async (_, given) => {
    const day = aDay();
    const movement = aMovement(day, given);
    await listed(movement);
    await posted(movement);
    await reconcile.run(day);
    expect(await told(day)).toEqual([['unknown_reference', 'movement', movement.id, movement.amount.amountMinor - movement.fee.amountMinor, null, 'open']]);
    expect(await ledger.wasPosted([movement.id])).toEqual(new Set());
  });

  it('lists a movement that was posted with another amount', async () => {
    const day = aDay();
    const movement = aMovement(day);
    await listed(movement);
    await posted({ ...movement, fee: eur(50n) });
    await reconcile.run(day);
    expect(await told(day)).toEqual([['amount_differs', 'movement', movement.id, 1940n, 1950n, 'open']]);
  });

  it('lists a capture that the provider does not have after two days, and not before', async () => {
    const [day, order] = [aDay(), newId()];
    await captured(order, day);
    for (const each of [day, new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10), twoDaysAfter(day)]) {
      await reconcile.run(each);
      expect(await told(each)).toEqual(each === twoDaysAfter(day) ? [['not_at_provider', 'charge', order, null, 2000n, 'open']] : []);
    }
  });

  it('lists a capture that the provider has with another amount, and a charge that we never captured', async () => {
    const [day, order, other] = [aDay(), newId(), newId()];
    await captured(order, day, 2100n);
    for (const reference of [order, other]) {
      const movement = aMovement(day, { reference });
      await listed(movement);
      await posted(movement);
    }
    await reconcile.run(twoDaysAfter(day));
    expect((await told(twoDaysAfter(day))).toSorted()).toEqual([['amount_differs', 'charge', order, 2000n, 2100n, 'open'], ['not_posted', 'charge', other, 2000n, null, 'open']].toSorted());
  });

  it('is the same when it is made twice at once', async () => {
    const day = aDay();
    await listed(aMovement(day, { reference: null }));
    await Promise.all([reconcile.run(day), reconcile.run(day), reconcile.run(day)]);
    expect(await told(day)).toHaveLength(1);
  });

  it.each(['stripe', 'bank_account'])('asks the provider for a pay-out that it was to send, and leaves one by bank file to the bank: %s', async (method) => {
    const [day, payoutId, merchantId] = [aDay(), newId(), newId()];
    await db.dataSource.query(`INSERT INTO settlement.payouts (id, merchant_id, currency, amount_minor, state, method, method_id, run_date, attempt, sent_minor, sent_currency, rate, created_at)
      VALUES ($1, $2, 'EUR', 900, 'created', $3, $1, $4::date, 1, 900, 'EUR', '1', $4::date)`, [payoutId, merchantId, method, day]);
    await db.database.transaction((tx) => postTransactions(tx, [payoutPostings({ payoutId, merchantId, amount: eur(900n), sent: eur(900n) }, new Date(`${day}T08:00:00Z`))]));
    await reconcile.run(twoDaysAfter(day));
    expect(await told(twoDaysAfter(day))).toEqual(method === 'stripe' ? [['not_at_provider', 'transfer', payoutId, null, -900n, 'open']] : []);
    const movement = aMovement(day, { kind: 'transfer', amount: eur(-900n), fee: eur(0n), presentment: null, reference: payoutId });
    await posted(movement);
    await reconcile.run(twoDaysAfter(day));
    expect((await found(twoDaysAfter(day))).filter(({ state }) => state === 'open')).toEqual([]);
    expect(await ledger.balance(`payouts:${merchantId}`, 'EUR')).toEqual(eur(0n));
  });
});

describe('a difference', () => {
  const key = () => ({ scope: 'test', key: newId(), bodyHash: 'same' });
  const aDifference = async () => {
    const day = aDay();
    const movement = aMovement(day, { reference: null });
    await listed(movement);
    await reconcile.run(day);
    const [difference] = await found(day);
    return { day, movement, request: { day, differenceId: difference?.id ?? '', reason: 'A charge of the old shop', personId: newId() } };
  };

  it('that a person acknowledges is posted to the differences, audited, and stays to be seen', async () => {
    const { day, movement, request } = await aDifference();
    await acknowledge.run(request, key());
    expect((await ledger.byKey([movement.id])).get(movement.id)?.postings).toEqual([{ account: 'stripe_balance', amount: eur(1940n) }, { account: 'differences', amount: eur(-1940n) }]);
    expect(await found(day)).toMatchObject([{ state: 'acknowledged', acknowledgedBy: request.personId, reason: request.reason }]);
    const audited = await db.dataSource.query<{ details: object }[]>(`SELECT details FROM identity.audit_entries WHERE person_id = $1 AND action = 'settlement.difference_acknowledged'`, [request.personId]);
    expect(audited).toMatchObject([{ details: { day, reason: request.reason, amountMinor: '1940', currency: 'EUR' } }]);
    await posted({ ...movement, reference: newId() });
    await reconcile.run(day);
    expect(await found(day)).toMatchObject([{ state: 'acknowledged' }]);
    expect(await ledger.transactionsOf(movement.id)).toHaveLength(1);
  });

  it('of a capture makes the clearing even', async () => {
    const [day, order] = [aDay(), newId()];
    await captured(order, day);
    await reconcile.run(twoDaysAfter(day));
    const [difference] = await found(twoDaysAfter(day));
    const before = await ledger.balance('provider_clearing', 'EUR');
    await acknowledge.run({ day: twoDaysAfter(day), differenceId: difference?.id ?? '', reason: 'Written off', personId: newId() }, key());
    expect((await ledger.balance('provider_clearing', 'EUR')).amountMinor - before.amountMinor).toBe(-2000n);
    await reconcile.run(twoDaysAfter(day));
    expect(await found(twoDaysAfter(day))).toMatchObject([{ state: 'acknowledged' }]);
  });

  it('is acknowledged once by two at once, and once by the same request twice', async () => {
    const { movement, request } = await aDifference();
    const again = key();
    await Promise.all([acknowledge.run(request, again), acknowledge.run(request, again)]);
    await expect(acknowledge.run(request, key())).rejects.toThrow('settlement.difference_closed');
    expect(await ledger.transactionsOf(movement.id)).toHaveLength(1);
  });

  it('that has gone away cannot be acknowledged', async () => {
    const day = aDay();
    const movement = aMovement(day);
    await listed(movement);
    await reconcile.run(day);
    const [difference] = await found(day);
    await posted(movement);
    const request = { day, differenceId: difference?.id ?? '', reason: 'Too late', personId: newId() };
    await expect(acknowledge.run(request, key())).rejects.toThrow('settlement.difference_closed');
    await reconcile.run(day);
    await expect(acknowledge.run(request, key())).rejects.toThrow('settlement.difference_closed');
    expect(await found(day)).toMatchObject([{ state: 'resolved', reason: null }]);
  });

  it('is unknown on another day', async () => {
    const { request } = await aDifference();
    await expect(acknowledge.run({ ...request, day: '2020-01-01' }, key())).rejects.toThrow('settlement.difference_unknown');
  });

  it.each(['DELETE FROM settlement.differences', 'TRUNCATE settlement.differences', 'UPDATE settlement.differences SET provider_minor = 1 WHERE acknowledged_at IS NOT NULL'])('is kept by the database from %s', async (sql) => {
    const { request } = await aDifference();
    await acknowledge.run(request, key());
    await expect(db.dataSource.query(sql)).rejects.toThrow('never');
  });
});

describe('every day', () => {
  it('reconciles yesterday, what was missed before it, and what is still open', async () => {
    const daily = new ReconcileDaily(db.database, reconcile, clock);
    await db.dataSource.query('UPDATE settlement.differences SET resolved_at = now() WHERE resolved_at IS NULL AND acknowledged_at IS NULL');
    await reconcile.run('2026-11-27');
    const movement = aMovement('2026-11-20');
    await listed(movement);
    await reconcile.run('2026-11-20');
    await posted(movement);
    await daily.run();
    const { reconciliations } = await reads.list(undefined, 5);
    expect(reconciliations.map(({ day }) => day)).toEqual(['2026-11-30', '2026-11-29', '2026-11-28', '2026-11-27', '2026-11-20']);
    expect(await found('2026-11-20')).toMatchObject([{ state: 'resolved' }]);
  });

  it('is listed by cursor, newest first', async () => {
    const first = await reads.list(undefined, 2);
    const second = await reads.list(first.nextCursor, 2);
    expect([...first.reconciliations, ...second.reconciliations].map(({ day }) => day)).toEqual(['2026-11-30', '2026-11-29', '2026-11-28', '2026-11-27']);
    await expect(reads.list('e30', 2)).rejects.toThrow('invalid_cursor');
  });
});

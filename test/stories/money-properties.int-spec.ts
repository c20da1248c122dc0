import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClusterReads, FoundClusters } from '@silkport/clusters';
import { LedgerReads } from '@silkport/ledger';
import { DecideHeldOrder, PlaceOrder, QuoteOrder, RefundOrder, type OrderPaid, type OrderRefunded } from '@silkport/ordering';
import { disputeChanged, paymentCaptured, refundSettled, transferChanged } from '@silkport/payments';
import { Database, DomainError, loadConfig, Outbox, reviveJson, type EventType } from '@silkport/platform';
import { ChangeTerms, MakePayouts, ReleaseReserves, SetBankAccount } from '@silkport/settlement';
import { allocateMoney, money, newId, SetClock, type Money } from '@silkport/values';
import fc from 'fast-check';
import { SilkportModule } from '../../apps/silkport/src/silkport.module.js';
import { createSandbox, type Sandbox } from '../../apps/stripe-sandbox/src/sandbox.js';
import { Deliveries } from '../support/deliveries.js';
import { openDemoDatabase, signingSecret, type DemoDatabase } from '../support/market-database.js';
import { putOnSale } from '../support/market-goods.js';

const runs = 18;
const person = newId();
const currenciesOfMerchants = ['CNY', 'JPY', 'KWD', 'EUR'] as const;
const prices = { CNY: 5_990n, JPY: 1_234n, KWD: 7_350n, EUR: 999n };
const buyers = [['KZ', 'KZT'], ['DE', 'EUR'], ['JP', 'JPY'], ['GB', 'GBP'], ['AE', 'AED']] as const;

let database: DemoDatabase;
let provider: Sandbox;
let app: INestApplicationContext;
let deliveries: Deliveries;
const merchants: string[] = [];
const variants: string[] = [];

const use = <T>(type: abstract new (...args: never[]) => T): T => app.get<T>(type as never, { strict: false });
const rows = <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> => use(Database).dataSource.query<Row[]>(text, [...values]);

beforeAll(async () => {
  database = await openDemoDatabase();
  provider = await createSandbox({ secretKey: 'sk_test_properties' });
  const { port } = await provider.listen(0);
  const settings = loadConfig({ LOG_LEVEL: 'silent', STRIPE_SECRET_KEY: 'sk_test_properties', STRIPE_WEBHOOK_SECRET: 'whsec_properties', STRIPE_API_URL: `http://127.0.0.1:${port}` });
  app = await NestFactory.createApplicationContext(SilkportModule.forRoot({ ...settings, databaseUrl: database.url, signingSecret }, { mail: false, worker: false }), { logger: false });
  deliveries = new Deliveries(app);
  const [cluster] = await rows<{ id: string }>('SELECT id FROM clusters.clusters LIMIT 1');
  const yesterday = new ChangeTerms(use(Database), use(ClusterReads), new SetClock(new Date(Date.now() - 86_400_000)));
  for (const [index, currency] of currenciesOfMerchants.entries()) {
    const merchant = { id: newId(), slug: `earns-${currency.toLowerCase()}`, name: { en: `Earns ${currency}` } };
    await use(FoundClusters).run([], [{ ...merchant, clusterId: cluster?.id ?? '', city: { en: 'Harbour' }, story: { en: 'By the harbour.' }, sizeClass: 'leading', foundedYear: 2000, country: 'CN' }]);
    await yesterday.run({ merchantId: merchant.id, currency, schedule: 'daily', scheduleDay: 0, minimum: '0', holdDays: 0, reserveBasisPoints: index * 1_000, reserveDays: index % 2 ? 0 : 90, reason: 'agreed', personId: person });
    await use(SetBankAccount).run({ merchantId: merchant.id, personId: person, holderName: '景德镇蓝窑工作室', country: 'CN', accountNumber: `622202123456789012${index}`, bankCode: '102100099996' });
    variants.push(await putOnSale({ app }, { slug: `thing-of-${merchant.slug}`, kind: 'download', merchant, price: money(prices[currency], currency), bytes: Buffer.from(currency) }));
    merchants.push(merchant.id);
  }
}, 90_000);
afterAll(async () => {
  await app.close();
  await provider.close();
  await database.drop();
});

/** What the buyer, the provider and the bank know of an order. */
interface Known { readonly id: string; readonly total: Money; readonly sent: Set<string>; readonly refusals: Map<string, number>; isPaid: boolean; sentMinor: bigint; dispute?: { readonly id: string; readonly amount: Money; stage: 'opened' | 'won' | 'lost' } }
interface World { readonly orders: Known[]; readonly payouts: string[] }

const now = () => new Date().toISOString();
const pick = <T>(of: readonly T[], n: number): T | undefined => of[n % (of.length || 1)];
const publish = <P extends object>(type: EventType<P>, payload: P, times = 1) => use(Database).transaction(async (tx) => {
  for (let time = 0; time < times; time += 1) await use(Outbox).publish(tx, type, payload);
});

type Command = fc.AsyncCommand<object, World>;
const command = (words: string, run: (world: World) => Promise<void>): Command => ({ check: () => true, run: (_model, world) => run(world), toString: () => words });

/** Money words of a use case are an answer too; anything else is a fault. */
async function orRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => { if (!(error instanceof DomainError)) throw error; });
}

async function place(world: World, things: readonly number[], [country, currency]: (typeof buyers)[number], isTied: boolean): Promise<void> {
  const seen = isTied ? [{ kind: 'ip-address' as const, country: 'FR', raw: '192.0.2.1', seenAt: now() }] : [];
  const items = things.map((thing, index) => ({ variantId: pick(variants, thing) ?? '', quantity: 1 + ((thing + index) % 3) }));
  const quote = await use(QuoteOrder).run({ items, country, currency, locale: 'en', evidence: seen });
  const { order } = await use(PlaceOrder).run({ quoteId: quote.id, email: 'buyer@example.kz', immediateDelivery: true });
  world.orders.push({ id: order.id, total: order.total, sent: new Set(), refusals: new Map(), isPaid: false, sentMinor: 0n });
}

async function pay(order: Known, times: number): Promise<void> {
  order.isPaid = true;
  const [row] = await rows<{ country: string }>('SELECT country FROM ordering.orders WHERE id = $1', [order.id]);
  await publish(paymentCaptured, { checkoutId: newId(), reference: order.id, charged: order.total, capturedAt: now(), billingCountry: row?.country ?? null }, times);
}

async function refund({ id, total }: Known, share: number): Promise<void> {
  const amount = share >= 100 ? undefined : allocateMoney(total, [BigInt(share), BigInt(100 - share)])[0];
  await orRefused(use(RefundOrder).run({ orderId: id, amount, reason: 'goodwill', personId: person }));
}

/** The provider sends what has been asked for, as far as the bank leaves it the money. */
async function send(order: Known, succeeds: boolean, times: number): Promise<void> {
  const [asked] = await rows<{ id: string; total: string }>(`SELECT r.id, r.total_minor::text AS total FROM ordering.refunds r WHERE r.order_id = $1 AND r.state IN ('asked', 'failed') ORDER BY r.id LIMIT 1`, [order.id]);
  if (!asked || order.sent.has(asked.id)) return;
  const takenMinor = order.dispute?.stage === 'lost' ? order.dispute.amount.amountMinor : 0n;
  const fits = order.sentMinor + takenMinor + BigInt(asked.total) <= order.total.amountMinor;
  const amount = money(BigInt(asked.total), order.total.currency);
  const attempt = (order.refusals.get(asked.id) ?? 0) + 1;
  const about = { refundId: asked.id, reference: order.id, amount, at: now(), ...(attempt > 1 ? { attempt } : {}) };
  if (succeeds && fits && order.dispute?.stage !== 'opened') {
    order.sent.add(asked.id);
    order.sentMinor += amount.amountMinor;
    return publish(refundSettled, { ...about, result: 'succeeded', failureReason: null }, times);
  }
  // Refused: none was made, and it may be asked for again.
  order.refusals.set(asked.id, attempt);
  await publish(refundSettled, { ...about, result: 'failed', failureReason: 'charge_disputed' }, times);
}

async function dispute(order: Known, times: number): Promise<void> {
  const left = order.total.amountMinor - order.sentMinor;
  if (!order.isPaid || order.dispute || left <= 0n) return;
  order.dispute = { id: `du_${order.id}`, amount: money(left, order.total.currency), stage: 'opened' };
  await tellDispute(order, times);
}

async function decide({ dispute: open, ...order }: Known, stage: 'won' | 'lost', times: number): Promise<void> {
  if (open?.stage !== 'opened') return;
  open.stage = stage;
  await tellDispute({ dispute: open, ...order }, times);
}

async function tellDispute({ id, dispute: told }: Known, times: number): Promise<void> {
  if (told) await publish(disputeChanged, { disputeId: told.id, reference: id, amount: told.amount, stage: told.stage, reason: 'fraudulent', evidenceDueBy: null, at: now() }, times);
}

/** A day goes by, and the schedule runs twice at once. */
async function payOut(world: World): Promise<void> {
  for (const days of [-10_001, 10_000]) await rows('UPDATE settlement.payouts SET run_date = run_date + $1::int', [days]);
  await rows('UPDATE settlement.merchant_accounts SET last_run_date = last_run_date - 1');
  const [made, , again] = await Promise.all([use(MakePayouts).run(), use(ReleaseReserves).run(), use(MakePayouts).run()]);
  world.payouts.push(...[...made, ...again].map(({ payoutId }) => payoutId));
}

async function tellPayout(payoutId: string, stage: 'paid' | 'failed', times: number): Promise<void> {
  const [row] = await rows<{ merchantId: string; minor: string; currency: string }>('SELECT merchant_id AS "merchantId", amount_minor::text AS minor, currency FROM settlement.payouts WHERE id = $1', [payoutId]);
  if (row) await publish(transferChanged, { payoutId, merchantId: row.merchantId, stage, amount: money(BigInt(row.minor), row.currency), failureReason: stage === 'failed' ? 'no_account' : null, at: now() }, times);
}

const [n, times, ranks] = [fc.nat({ max: 30 }), fc.constantFrom(1, 1, 2), fc.array(fc.nat(), { minLength: 7, maxLength: 7 })];
const withOrder = (words: string, work: (order: Known, world: World) => Promise<void>, index: number) => command(`${words} #${index}`, async (world) => {
  const order = pick(world.orders, index);
  if (order) await work(order, world);
});

const withPaid = (words: string, work: (order: Known, world: World) => Promise<void>, index: number) => command(`${words} #${index}`, async (world) => {
  const order = pick(world.orders.filter(({ isPaid }) => isPaid), index);
  if (order) await work(order, world);
});

const anyPlacing = fc.tuple(fc.uniqueArray(fc.nat({ max: 3 }), { minLength: 1, maxLength: 3 }), fc.constantFrom(...buyers), fc.constantFrom(false, false, false, true))
  .map(([things, buyer, isTied]) => command(`place ${things.join('+')} in ${buyer.join('/')}${isTied ? ' (tied)' : ''}`, (world) => place(world, things, buyer, isTied)));
const anyPaying = fc.tuple(n, times).map(([index, often]) => withOrder(`pay x${often}`, async (order, { orders }) => {
  const unpaid = order.isPaid ? orders.find(({ isPaid }) => !isPaid) : order;
  if (unpaid) await pay(unpaid, often);
}, index));
const anyRefund = fc.tuple(n, fc.integer({ min: 1, max: 120 })).map(([index, share]) => withPaid(`refund ${share} %`, (order) => refund(order, share), index));

const anyCommand: fc.Arbitrary<Command>[] = [
  // More often than the rest: nothing else can happen without them.
  anyPlacing, anyPlacing, anyPaying, anyPaying, anyPaying, anyRefund, anyRefund, anyRefund,
  fc.tuple(n, fc.boolean(), times).map(([index, succeeds, often]) => withPaid(`send refund (${succeeds ? 'goes' : 'fails'}) x${often}`, (order) => send(order, succeeds, often), index)),
  fc.tuple(n, times).map(([index, often]) => withPaid(`dispute x${often}`, (order) => dispute(order, often), index)),
  fc.tuple(n, fc.constantFrom('won' as const, 'lost' as const), times).map(([index, stage, often]) => withPaid(`dispute ${stage} x${often}`, (order) => decide(order, stage, often), index)),
  fc.constant(command('pay out', payOut)),
  fc.tuple(n, fc.constantFrom('paid' as const, 'failed' as const), times).map(([index, stage, often]) => command(`pay-out ${stage} #${index} x${often}`, async (world) => {
    const payout = pick(world.payouts, index);
    if (payout) await tellPayout(payout, stage, often);
  })),
  fc.tuple(fc.integer({ min: 1, max: 12 }), ranks).map(([count, order]) => command(`deliver ${count}`, () => deliveries.some(count, order))),
  fc.tuple(fc.integer({ min: 10, max: 60 }), ranks).map(([count, order]) => command(`deliver ${count}`, () => deliveries.some(count, order))),
];

/** Everything that is still open ends: held orders are decided, disputes too, what is owed is sent. */
async function comeToRest(world: World, order: readonly number[]): Promise<void> {
  // Word of a dispute waits while its order is held.
  await deliveries.all(order, 'ordering/follow-dispute');
  const refused: Known[] = [];
  for (const [index, known] of world.orders.entries()) {
    const { id } = known;
    const [row] = await rows<{ status: string }>('SELECT status FROM ordering.orders WHERE id = $1', [id]);
    if (row?.status !== 'held') continue;
    const decision = { orderId: id, personId: person, note: 'decided' };
    await (index % 2 ? use(DecideHeldOrder).release(decision) : use(DecideHeldOrder).refuse(decision));
    if (index % 2 === 0) refused.push(known);
  }
  await deliveries.all(order);
  for (const known of world.orders) await decide(known, known.id.charCodeAt(30) % 2 ? 'won' : 'lost', 1);
  await deliveries.all(order);
  // The provider gives the money of a refused order back under the order's own id, unless the buyer's bank has taken it.
  for (const { id, total, dispute: known } of refused) {
    if (known?.stage !== 'lost') await publish(refundSettled, { refundId: id, reference: id, amount: total, result: 'succeeded', failureReason: null, at: now() });
  }
  await deliveries.all(order);
  for (let round = 0; round < 12; round += 1) {
    for (const known of world.orders) await send(known, true, 1);
    await deliveries.all(order);
  }
}

async function check(world: World): Promise<void> {
  const ledger = await use(LedgerReads).trialBalance();
  expect(ledger.currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
  for (const order of world.orders.filter(({ isPaid }) => isPaid)) await checkOrder(order);
  await checkTaxes();
  await checkMerchants();
}

async function checkOrder({ id, total, sentMinor, dispute: known }: Known): Promise<void> {
  const open = await rows<{ account: string; sum: string }>(`
    SELECT split_part(p.account, ':', 1) AS account, sum(p.amount_minor)::text AS sum FROM ledger.transactions t JOIN ledger.postings p ON p.transaction_id = t.id
    WHERE t.reference = $1 AND p.account ~ '^(buyer_clearing|refunds|chargebacks):' GROUP BY 1 HAVING sum(p.amount_minor) <> 0`, [id]);
  expect([id, open]).toEqual([id, []]);
  const [back] = await rows<{ given: string; status: string }>(`SELECT coalesce((SELECT sum(total_minor) FROM ordering.refunds WHERE order_id = o.id), 0)::text AS given, o.status FROM ordering.orders o WHERE o.id = $1`, [id]);
  const taken = known?.stage === 'lost' ? known.amount.amountMinor : 0n;
  expect(BigInt(back?.given ?? 0)).toBeLessThanOrEqual(total.amountMinor);
  expect(sentMinor + taken).toBeLessThanOrEqual(total.amountMinor);
  if (back?.status !== 'cancelled') expect([id, BigInt(back?.given ?? 0)]).toEqual([id, sentMinor + taken]);
}

const told = async <P>(name: string): Promise<P[]> => (await rows<{ payload: unknown }>('SELECT payload FROM platform.events WHERE name = $1', [name])).map(({ payload }) => reviveJson<P>(payload));
const add = (sums: Map<string, bigint>, key: string, minor: bigint) => sums.set(key, (sums.get(key) ?? 0n) + minor);
const written = (sums: Map<string, bigint>) => Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([key, sum]) => [key, sum.toString()]));

/** What was frozen with the lines that were paid, less the shares of those that were given back. */
async function frozen(ofLine: (line: OrderPaid['lines'][number] | OrderRefunded['lines'][number]) => readonly (readonly [key: string, amount: Money])[]): Promise<Map<string, bigint>> {
  const sums = new Map<string, bigint>();
  for (const [event, sign] of [['ordering.order_paid', 1n], ['ordering.order_refunded', -1n]] as const) {
    for (const { lines } of await told<OrderPaid | OrderRefunded>(event)) {
      for (const line of lines) for (const [key, { amountMinor, currency }] of ofLine(line)) add(sums, `${key} ${currency}`, sign * amountMinor);
    }
  }
  return sums;
}

async function onAccounts(pattern: string): Promise<Map<string, bigint>> {
  const found = await rows<{ account: string; currency: string; sum: string }>('SELECT account, currency, (-sum(amount_minor))::text AS sum FROM ledger.postings WHERE account ~ $1 GROUP BY 1, 2', [pattern]);
  return new Map(found.map(({ account, currency, sum }) => [`${account} ${currency}`, BigInt(sum)]));
}

/** No tax line is lost: each authority is owed what was frozen for it, and the operator's own the tax on commissions. */
async function checkTaxes(): Promise<void> {
  const wanted = await frozen((line) => [...line.taxes.map(({ authority, amount }) => [`tax_payable:${authority}`, amount] as const), [`tax_payable:${line.commissionTaxed?.authority ?? 'CN'}`, line.commissionTax]]);
  expect(written(await onAccounts('^tax_payable:'))).toEqual(written(wanted));
}

/** Nobody was paid more than was payable, nor anything twice: what was earned is what was paid out and what is still owed. */
async function checkMerchants(): Promise<void> {
  const earned = await frozen((line) => [[line.merchantId, line.payable]]);
  const owed = new Map<string, bigint>();
  for (const [key, sum] of await onAccounts('^merchant_(payable|reserve):')) add(owed, key.replace(/^[^:]+:/, ''), sum);
  const payouts = await rows<{ key: string; sum: string }>(`SELECT merchant_id || ' ' || currency AS key, sum(amount_minor)::text AS sum FROM settlement.payouts WHERE state NOT IN ('failed', 'reversed') GROUP BY 1`);
  for (const { key, sum } of payouts) add(owed, key, BigInt(sum));
  expect(written(owed)).toEqual(written(earned));
  const uneven = await rows(`SELECT p.id FROM settlement.payouts p WHERE p.state NOT IN ('failed', 'reversed') AND p.amount_minor <> (SELECT sum(e.payable_minor) FROM settlement.merchant_entries e WHERE e.payout_id = p.id AND e.kind <> 'payout')`);
  expect(uneven).toEqual([]);
  const entries = await rows<{ key: string; sum: string }>(`SELECT merchant_id || ' ' || currency AS key, (sum(payable_minor) + sum(reserve_minor))::text AS sum FROM settlement.merchant_entries GROUP BY 1`);
  const booked = new Map<string, bigint>();
  for (const [key, sum] of await onAccounts('^merchant_(payable|reserve):')) add(booked, key.replace(/^[^:]+:/, ''), sum);
  expect(written(new Map(entries.map(({ key, sum }) => [key, BigInt(sum)])))).toEqual(written(booked));
}

it('no sequence of quotes, payments, refunds, disputes and pay-outs, with events doubled and in any order, unbalances a book, pays a merchant twice or loses a tax', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.oneof(...anyCommand), { minLength: 40, maxLength: 70, size: 'max' }), ranks, async (commands, order) => {
    const world: World = { orders: [], payouts: [] };
    await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
    await comeToRest(world, order);
    await check(world);
  }), { numRuns: runs, interruptAfterTimeLimit: 20_000, endOnFailure: true });
}, 60_000);

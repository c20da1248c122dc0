import { ledgerContext, LedgerReads } from '@silkport/ledger';
import type { OrderDisputed, OrderDisputeDecided, OrderPaid, OrderRefunded } from '@silkport/ordering';
import type { BalanceMovement, PaymentCaptured, RefundSettled } from '@silkport/payments';
import type { Tx } from '@silkport/platform';
import { money, newId } from '@silkport/values';
import { aPaidLine, aPaidOrder, aRefund, aRefundedLine, aTaxLine } from '../../../ordering/src/testing.js';
import { delivered } from '../../../../test/support/delivered.js';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { settlementContext } from '../settlement.context.js';
import { PostDisputes } from './post-disputes.js';
import { PostMovements } from './post-movements.js';
import { PostRefunds } from './post-refunds.js';
import { PostSales } from './post-sales.js';
import { anOperator } from './testing.js';

const config = { operator: anOperator };
const [sales, refunds, disputes, movements] = [new PostSales(config), new PostRefunds(config), new PostDisputes(), new PostMovements()];

let db: TestDatabase;
let ledger: LedgerReads;

beforeAll(async () => {
  db = await openTestDatabase([ledgerContext, settlementContext]);
  ledger = new LedgerReads(db.database);
});
afterAll(() => db.close());

type Delivery = (tx: Tx) => Promise<void>;
const deliver = (delivery: Delivery) => db.database.transaction(delivery);

/** As the worker does: what fails is tried again after the rest. */
async function deliverAll(deliveries: readonly Delivery[]): Promise<void> {
  let waiting = deliveries;
  let reason: unknown;
  for (let round = 0; waiting.length; round += 1) {
    if (round > deliveries.length) throw new Error('Some deliveries never succeed', { cause: reason });
    const failed: Delivery[] = [];
    for (const delivery of waiting) {
      await deliver(delivery).catch((error: unknown) => {
        reason = error;
        failed.push(delivery);
      });
    }
    waiting = failed;
  }
}

/**
 * The names of the statements that a delivery runs, as they pass by on its connection.
 * @param diesAt the server ends the connection before the statement of this index
 */
async function statementsOf(delivery: Delivery, diesAt?: number): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  await deliver(async (tx) => {
    const client = (await tx.queryRunner?.connect()) as { processID: number; query: (config: { name?: string }) => Promise<unknown> };
    const { query } = client;
    client.query = async (config) => {
      if (names.length === diesAt) await db.dataSource.query('SELECT pg_terminate_backend($1)', [client.processID]);
      names.push(config.name);
      return query.call(client, config);
    };
    await delivery(tx).finally(() => { client.query = query; });
  });
  return names;
}

const agree = (merchantId: string, basisPoints: number) => db.dataSource.query(`
  INSERT INTO settlement.merchant_terms (id, merchant_id, currency, schedule, schedule_day, minimum_minor, hold_days, reserve_basis_points, reserve_days, valid_from, changed_by, reason)
  VALUES ($1, $2, 'CNY', 'weekly', 1, 0, 7, $3, 90, '2026-01-01', $1, 'test')`, [newId(), merchantId, basisPoints]);

/** What an order has left on each account, without its id and its merchant's; what is even is left out. */
async function left(orderId: string, merchantId: string): Promise<Record<string, bigint>> {
  const sums: Record<string, bigint> = {};
  for (const { account, amount } of (await ledger.transactionsOf(orderId)).flatMap(({ postings }) => postings)) {
    const name = `${account.replace(orderId, 'o').replace(merchantId, 'm')} ${amount.currency}`;
    sums[name] = (sums[name] ?? 0n) + amount.amountMinor;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0n).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** An order of one line of 1,315.60 tenge, of which a part (three tenths) and the rest can be refunded. */
function aStory() {
  const line = aPaidLine();
  const order = aPaidOrder({ orderId: newId(), lines: [line] });
  const { orderId, orderNumber, total } = order;
  const kzt = (minor: bigint) => money(minor, 'KZT');
  const cny = (minor: bigint) => money(minor, 'CNY');
  const share = (given: { net: bigint; tax: bigint; commission: bigint; commissionTax: bigint; payable: bigint }) => aRefundedLine(line, {
    total: kzt(given.net + given.tax), net: kzt(given.net), tax: kzt(given.tax), taxes: [aTaxLine({ amount: kzt(given.tax) })], merchantNet: cny(given.commission + given.commissionTax + given.payable),
    commission: cny(given.commission), commissionTax: cny(given.commissionTax), payable: cny(given.payable),
  });
  const partLine = share({ net: 34_024n, tax: 5_444n, commission: 52n, commissionTax: 3n, payable: 462n });
  const restLine = share({ net: 79_390n, tax: 12_702n, commission: 120n, commissionTax: 7n, payable: 1_080n });
  const captured: PaymentCaptured = { checkoutId: newId(), reference: orderId, charged: total, capturedAt: order.paidAt, billingCountry: 'KZ' };
  const settled = ({ refundId, total: amount }: OrderRefunded, result: RefundSettled['result'] = 'succeeded'): RefundSettled =>
    ({ refundId, reference: orderId, amount, result, failureReason: null, at: '2026-11-25T08:00:00Z' });
  const dispute: OrderDisputed = { disputeId: newId(), orderId, orderNumber, disputed: total, at: '2026-11-26T08:00:00Z', lines: [{ lineId: line.lineId, merchantId: line.merchantId, total, payable: line.payable }] };
  const charge: BalanceMovement = {
    id: `txn_${newId()}`, kind: 'charge', amount: money(2000n, 'EUR'), fee: money(60n, 'EUR'), exchangeRate: '0.0152', presentment: total, reference: orderId, refundId: null, disputeId: null,
    cardCountry: 'KZ', at: '2026-11-24T08:00:00Z',
  };
  const moved = (given: Partial<BalanceMovement>): Delivery => (tx) => movements.moved(tx, { movements: [{ ...charge, id: `txn_${newId()}`, fee: money(0n, 'EUR'), ...given }] });
  return {
    order, orderId, merchantId: line.merchantId, dispute, moved, settled,
    part: aRefund(order, { lines: [partLine], total: partLine.total }), rest: aRefund(order, { lines: [restLine], total: restLine.total }),
    capture: ((tx) => sales.capture(tx, delivered(captured))) satisfies Delivery,
    sale: ((tx) => sales.sale(tx, delivered(order))) satisfies Delivery,
    charge: ((tx) => movements.moved(tx, { movements: [charge] })) satisfies Delivery,
    refund: (refund: OrderRefunded): Delivery => (tx) => refunds.refund(tx, refund),
    paidBack: (refund: OrderRefunded, result?: RefundSettled['result']): Delivery => (tx) => refunds.settled(tx, settled(refund, result)),
    disputed: ((tx) => disputes.opened(tx, dispute)) satisfies Delivery,
    decided: (result: OrderDisputeDecided['result'], taken: readonly OrderRefunded[] = []): Delivery => (tx) =>
      disputes.decided(tx, { ...dispute, result, at: '2026-12-20T08:00:00Z', takenRefunds: taken.map((refund) => ({ refundId: refund.refundId, total: refund.total })) }),
  };
}

type Story = ReturnType<typeof aStory>;

function permutations<Item>(items: readonly Item[]): Item[][] {
  return items.length < 2 ? [[...items]] : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

const sold = { 'commission CNY': -172n, 'fx CNY': 1724n, 'fx KZT': -113_414n, 'tax_payable:CN CNY': -10n, 'tax_payable:KZ KZT': -18_146n };

const stories: [string, (story: Story) => Delivery[], number, Record<string, bigint>][] = [
  ['a sale', ({ capture, sale, charge }) => [capture, sale, charge], 1000,
    { ...sold, 'fx EUR': -2000n, 'fx KZT': 18_146n, 'merchant_payable:m CNY': -1388n, 'merchant_reserve:m CNY': -154n, 'stripe_balance EUR': 1940n, 'stripe_fees EUR': 60n }],
  ['a sale refunded in two parts, with a reserve', ({ capture, sale, part, rest, refund, paidBack }) => [capture, sale, refund(part), refund(rest), paidBack(part)], 5000,
    { 'provider_clearing KZT': 92_092n, 'refunds:o KZT': -92_092n }],
  ['a refund that failed', ({ capture, sale, rest, refund, paidBack }) => [capture, sale, refund(rest), paidBack(rest), paidBack(rest, 'failed')], 0,
    { 'commission CNY': -52n, 'fx CNY': 517n, 'fx KZT': -34_024n, 'merchant_payable:m CNY': -462n, 'provider_clearing KZT': 131_560n, 'refunds:o KZT': -92_092n, 'tax_payable:CN CNY': -3n, 'tax_payable:KZ KZT': -5_444n }],
  ['a dispute that was won', ({ capture, sale, disputed, decided }) => [capture, sale, disputed, decided('won')], 1000,
    { ...sold, 'merchant_payable:m CNY': -1388n, 'merchant_reserve:m CNY': -154n, 'provider_clearing KZT': 131_560n }],
  ['a dispute that was lost', ({ capture, sale, disputed, decided, order, refund }) => [capture, sale, disputed, decided('lost'), refund(aRefund(order, { reason: 'chargeback' }))], 2500, {}],
  ['a refund of a part during a dispute that is lost for the rest', ({ capture, sale, part, rest, refund, disputed, decided }) =>
    [capture, sale, refund(part), disputed, refund({ ...rest, reason: 'chargeback' }), decided('lost', [part])], 2500, {}],
  ['money that came too late', ({ capture, charge, rest, order, paidBack, moved }) =>
    [capture, charge, paidBack({ ...rest, total: order.total }), moved({ kind: 'refund', amount: money(-1990n, 'EUR'), presentment: money(-131_560n, 'KZT') })], 0,
    { 'fx EUR': -10n, 'stripe_balance EUR': -50n, 'stripe_fees EUR': 60n }],
  ['money for which nothing was sold, and which a bank has taken', ({ capture, dispute, order, rest, orderId, paidBack }) => {
    const unsold: OrderDisputed = { ...dispute, lines: [] };
    return [
      capture, paidBack({ ...rest, refundId: orderId, total: order.total }, 'failed'), (tx) => disputes.opened(tx, unsold),
      (tx) => disputes.decided(tx, { ...unsold, result: 'lost', takenRefunds: [{ refundId: orderId, total: order.total }] }),
    ];
  }, 0, {}],
  ['an order that was held and refused', ({ capture, order, refund, paidBack }) => {
    const refused = aRefund(order, { reason: 'held_and_refused' });
    return [capture, refund(refused), paidBack(refused)];
  }, 0, {}],
];

describe('the books', () => {
  it.each(stories)('end the same in whatever order they are told of %s', async (name, deliveriesOf, basisPoints, expected) => {
    const count = permutations(deliveriesOf(aStory())).length;
    // Five events have 120 orders and six 720: every seventh and every twenty-ninth, steps that share no factor with them, say as much.
    for (let index = 0; index < count; index += count > 200 ? 29 : count > 100 ? 7 : 1) {
      const story = aStory();
      if (basisPoints) await agree(story.merchantId, basisPoints);
      await deliverAll(permutations(deliveriesOf(story))[index] ?? []);
      expect({ name, index, left: await left(story.orderId, story.merchantId) }).toEqual({ name, index, left: expected });
    }
  }, 60_000);

  it('post each event once, however often it is told', async () => {
    const story = aStory();
    const all = [story.capture, story.sale, story.charge, story.refund(story.part), story.paidBack(story.part), story.disputed, story.decided('won')];
    await deliverAll(all);
    const once = await left(story.orderId, story.merchantId);
    await deliverAll([...all, ...all]);
    expect(await left(story.orderId, story.merchantId)).toEqual(once);
  });

  it('take the reserve of two refunds at once only once', async () => {
    const story = aStory();
    await agree(story.merchantId, 1000);
    await deliverAll([story.capture, story.sale]);
    await Promise.all([story.part, story.rest].map((refund) => deliver(story.refund(refund))));
    expect(await left(story.orderId, story.merchantId)).toEqual({ 'provider_clearing KZT': 131_560n, 'refunds:o KZT': -131_560n });
  });

  it('let what is payable go below zero when the money was paid out before', async () => {
    const story = aStory();
    await deliverAll([story.capture, story.sale]);
    const payable = () => ledger.balance(`merchant_payable:${story.merchantId}`, 'CNY');
    expect(await payable()).toEqual(money(-1542n, 'CNY'));
    await deliver(async (tx) => { await tx.query('SELECT 1'); await refunds.refund(tx, story.part); await refunds.refund(tx, story.rest); await refunds.refund(tx, aRefund(story.order)); });
    expect(await payable()).toEqual(money(1542n, 'CNY'));
  });

  it('wait with what a lost dispute held until its chargeback is posted', async () => {
    const story = aStory();
    await deliverAll([story.capture, story.sale, story.disputed]);
    await expect(deliver(story.decided('lost'))).rejects.toThrow('has not been posted yet');
    expect(await ledger.balance(`merchant_payable:${story.merchantId}`, 'CNY')).toEqual(money(0n, 'CNY'));
  });

  it('cost a capture one statement and a sale four, of which one is the ledger’s', async () => {
    const story = aStory();
    expect(await statementsOf(story.capture)).toEqual(['ledger.post']);
    expect(await statementsOf(story.sale)).toEqual(['settlement.reserve_shares', 'ledger.post', 'settlement.open_merchant_accounts', 'settlement.enter_for_merchants']);
  });

  it.each<[string, (story: Story) => Delivery[], (story: Story) => Delivery]>([
    ['a sale', ({ capture }) => [capture], ({ sale }) => sale],
    ['a refund', ({ capture, sale, part, paidBack }) => [capture, sale, paidBack(part)], ({ refund, part }) => refund(part)],
    ['a refund that was sent', ({ capture, sale, refund, part }) => [capture, sale, refund(part)], ({ paidBack, part }) => paidBack(part)],
    ['a dispute that was won', ({ capture, sale, disputed }) => [capture, sale, disputed], ({ decided }) => decided('won')],
  ])('end the same whichever statement of %s the connection dies before', async (_, before, dying) => {
    const calm = aStory();
    await agree(calm.merchantId, 1000);
    await deliverAll(before(calm));
    const count = (await statementsOf(dying(calm))).length;
    const expected = await left(calm.orderId, calm.merchantId);
    for (let index = 0; index < count; index += 1) {
      const story = aStory();
      await agree(story.merchantId, 1000);
      await deliverAll(before(story));
      const untouched = await left(story.orderId, story.merchantId);
      await expect(statementsOf(dying(story), index)).rejects.toThrow();
      expect(await left(story.orderId, story.merchantId)).toEqual(untouched);
      await deliver(dying(story));
      expect(await left(story.orderId, story.merchantId)).toEqual(expected);
    }
  });

  it('write the merchants’ side of everything, equal to the ledger', async () => {
    const story = aStory();
    await agree(story.merchantId, 1000);
    await deliverAll([story.sale, story.disputed, story.refund(story.part)]);
    const [entries] = await db.dataSource.query<{ payable: string; reserve: string }[]>(
      'SELECT sum(payable_minor)::text AS payable, sum(reserve_minor)::text AS reserve FROM settlement.merchant_entries WHERE merchant_id = $1', [story.merchantId]);
    const sums = await Promise.all((['merchant_payable', 'merchant_reserve'] as const).map((kind) => ledger.balance(`${kind}:${story.merchantId}`, 'CNY')));
    expect(sums.map(({ amountMinor }) => (-amountMinor).toString())).toEqual([entries?.payable, entries?.reserve]);
  });

  it('refuse an order whose amounts contradict each other, and post nothing of it', async () => {
    const order: OrderPaid = { ...aPaidOrder(), orderId: newId(), total: money(1n, 'KZT') };
    await expect(deliver((tx) => sales.sale(tx, delivered(order)))).rejects.toThrow('Cannot post');
    expect(await ledger.transactionsOf(order.orderId)).toEqual([]);
  });

  it('are zero in each currency after all of this', async () => {
    const { currencies } = await ledger.trialBalance();
    expect(currencies.length).toBeGreaterThan(2);
    expect(currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
  });
});

it('posts sales that are told of together each as if alone: with the reserve of its merchant, less what a refund took before it', async () => {
  const [alone, together] = await Promise.all([0, 1].map(async () => {
    const [reserved, refundedBefore, free] = [aStory(), aStory(), aStory()];
    await agree(reserved.merchantId, 1000);
    await agree(refundedBefore.merchantId, 5000);
    await deliver(refundedBefore.refund(refundedBefore.part));
    return [reserved, refundedBefore, free];
  })) as [Story[], Story[]];
  for (const story of alone) await deliver(story.sale);
  await deliver((tx) => sales.sale(tx, delivered(...together.map(({ order }) => order))));
  const leftOf = (stories: readonly Story[]) => Promise.all(stories.map(({ orderId, merchantId }) => left(orderId, merchantId)));
  const expected = await leftOf(alone);
  expect(await leftOf(together)).toEqual(expected);
  expect(expected.map((accounts) => accounts['merchant_reserve:m CNY'] !== undefined)).toEqual([true, true, false]);
});

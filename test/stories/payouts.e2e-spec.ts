import { ClusterReads } from '@silkport/clusters';
import { demoClusters, demoOwnerEmail, placedProducts } from '@silkport/demo';
import { Database } from '@silkport/platform';
import { ChangeTerms, MakePayouts } from '@silkport/settlement';
import { money, SetClock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { MarketLedger, minorOf, sumMinor, type Wire } from '../support/market-ledger.js';
import { foundMerchant, type TestMerchant } from '../support/market-merchant.js';
import { putOnSale } from '../support/market-goods.js';
import { Market, type PlacedOrder } from '../support/market.js';

interface Payout { readonly id: string; readonly state: string; readonly amount: Wire; readonly sent: Wire; readonly method: string; readonly retryOf: string | null; readonly paidAt: string | null; readonly reason: string | null }
interface Balance { readonly currency: string; readonly available: Wire; readonly reserve: Wire; readonly onItsWay: Wire }

/** Its money can be used at once. */
const card = '4000 0000 0000 0077';
const failingAccount = '000111111116';
const terms = { scheduleDay: 0, minimum: '0', holdDays: 0, reserveBasisPoints: 0, reserveDays: 0, reason: 'agreed' };

let market: Market;
let books: MarketLedger;

beforeAll(async () => {
  market = await Market.open({ settlement: { currency: 'USD', rates: { USD: 1, KZT: 480, HKD: 7.8, CNY: 7.1, EUR: 0.9 } } });
  books = await MarketLedger.open(market);
  // A float of the platform's own, as any has that pays out before everything of a day has come in.
  await putOnSale(market, { slug: 'float', kind: 'download', price: money(900_000n, 'CNY'), bytes: Buffer.from('float') });
  for (let sale = 0; sale < 3; sale += 1) await sell('float');
}, 90_000);
afterAll(() => market.close());

async function sell(slug: string, quantity = 1): Promise<PlacedOrder> {
  const { body } = await market.quote([{ variantId: await market.variant(slug), quantity }]).expect(201);
  const order = (await market.place((body as { id: string }).id).expect(201)).body as PlacedOrder;
  await market.pay(order, card).expect(303);
  await market.until(async () => (await market.ask(order)).status !== 'awaiting_payment');
  await books.rest();
  return order;
}

/** Agreed a day ago: paid daily, with no hold. */
async function agree(merchantId: string, currency: string): Promise<void> {
  const yesterday = new SetClock(new Date(Date.now() - 86_400_000));
  await new ChangeTerms(market.app.get(Database), market.app.get(ClusterReads, { strict: false }), yesterday).run({ ...terms, schedule: 'daily', currency, merchantId, personId: merchantId });
}

async function request(method: 'put', address: string, body: object, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const answer = await fetch(market.url + address, { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

/** A merchant in Hong Kong who sells one thing for 500 Hong Kong dollars and has been through the provider's own questions. */
async function connected(slug: string, accountNumber = '000123456789'): Promise<TestMerchant & { accountId: string }> {
  const merchant = await foundMerchant(market, slug, 'HK');
  const { id, name } = merchant;
  await agree(id, 'HKD');
  await putOnSale(market, { slug: `goods-of-${slug}`, kind: 'download', merchant: { id, slug, name }, price: money(50_000n, 'HKD'), bytes: Buffer.from(slug) });
  expect(await books.get('/v1/merchant/payout-method', merchant.owner)).toMatchObject({ kind: null, missing: ['method'], canUseStripe: true });
  const { body } = await market.post('/v1/merchant/payout-method/stripe', {}, merchant.owner).expect(201);
  expect((body as { url: string }).url).toMatch(/^http/);
  expect(await books.get('/v1/merchant/payout-method', merchant.owner)).toMatchObject({ kind: 'stripe', missing: ['provider'] });
  const [account] = await market.query<{ id: string }>('SELECT account_id AS id FROM payments.connected_accounts WHERE merchant_id = $1', [id]);
  await onboard(account?.id ?? '', accountNumber);
  await market.until(async () => (await books.get<{ missing: string[] }>('/v1/merchant/payout-method', merchant.owner)).missing.length === 0);
  return { ...merchant, accountId: account?.id ?? '' };
}

const onboard = (accountId: string, accountNumber: string) => market.provide(`/accounts/${accountId}/onboard`, { account_number: accountNumber, routing_number: '004-000', country: 'HK', currency: 'hkd' });

const payoutsOf = async ({ owner }: Pick<TestMerchant, 'owner'>) => (await books.get<{ items: Payout[] }>('/v1/merchant/payouts', owner)).items;
const balanceOf = async ({ owner }: Pick<TestMerchant, 'owner'>) => (await books.get<{ items: Balance[] }>('/v1/merchant/balance', owner)).items[0];
const payableOf = async ({ owner }: Pick<TestMerchant, 'owner'>, ...orders: readonly PlacedOrder[]) => {
  const lines = await Promise.all(orders.map(async ({ number }) => (await books.get<{ lines: { payable: Wire }[] }>(`/v1/merchant/orders/${number}`, owner)).lines));
  return sumMinor(lines.flat().map(({ payable }) => payable));
};
const refund = (order: PlacedOrder) => market.post(`/v1/admin/orders/${order.number}/refunds`, { reason: 'goodwill' }, books.admin);

/** A day later: what was due today was due yesterday. */
async function passDay(): Promise<void> {
  // In two steps, so that no day meets another on the way.
  for (const days of [-10_001, 10_000]) await market.query(`UPDATE settlement.payouts SET run_date = run_date + $1::int`, [days]);
  await market.query(`UPDATE settlement.merchant_accounts SET last_run_date = last_run_date - 1`);
}

/** What a merchant's accounts in the ledger hold, in the merchant's favour above zero. */
async function owed(merchantId: string): Promise<Record<string, bigint>> {
  const rows = await market.query<{ account: string; currency: string; sum: string }>(
    `SELECT split_part(account, ':', 1) AS account, currency, (-sum(amount_minor))::text AS sum FROM ledger.postings WHERE account LIKE '%:' || $1 GROUP BY 1, 2 HAVING sum(amount_minor) <> 0`, [merchantId]);
  return Object.fromEntries(rows.map(({ account, currency, sum }) => [`${account} ${currency}`, BigInt(sum)]));
}

const transfersTo = async (accountId: string): Promise<Stripe.Transfer[]> => (await market.stripe.transfers.list({ destination: accountId, limit: 100 })).data;
const bankPayoutsOf = async (stripeAccount: string): Promise<Stripe.Payout[]> => (await market.stripe.payouts.list({ limit: 100 }, { stripeAccount })).data;
const arrive = async (accountId: string) => {
  for (const { id, status } of await bankPayoutsOf(accountId)) if (status === 'pending' || status === 'in_transit') await market.provide(`/payouts/${id}/pay`);
  await books.rest();
};

describe('a merchant in Hong Kong, whom the provider pays', () => {
  it('is paid what is payable, once, and only when the provider says so', async () => {
    const merchant = await connected('harbour');
    const order = await sell('goods-of-harbour', 2);
    const payable = await payableOf(merchant, order);
    expect(minorOf((await balanceOf(merchant))?.available ?? { amount: '0', currency: 'HKD' })).toBe(payable);

    await books.everySoOften('settlement/make-payouts');
    const [sent, ...others] = await payoutsOf(merchant);
    expect(others).toEqual([]);
    expect([sent?.state, sent?.method, sent?.paidAt, minorOf(sent?.amount ?? { amount: '0', currency: 'HKD' })]).toEqual(['sent', 'stripe', null, payable]);
    expect(sent?.sent.currency).toBe('USD');
    const transfers = await transfersTo(merchant.accountId);
    expect(transfers.map(({ amount, currency }) => [BigInt(amount), currency])).toEqual([[minorOf(sent?.sent ?? { amount: '0', currency: 'USD' }), 'usd']]);
    expect(await balanceOf(merchant)).toMatchObject({ available: { amount: '0.00' }, onItsWay: sent?.amount });
    expect(await owed(merchant.id)).toEqual({ 'payouts USD': minorOf(sent?.sent ?? { amount: '0', currency: 'USD' }) });

    await books.everySoOften('payments/import-balance-transactions');
    expect((await payoutsOf(merchant))[0]?.state).toBe('sent');
    await arrive(merchant.accountId);
    expect((await payoutsOf(merchant)).map(({ state, paidAt }) => [state, paidAt !== null])).toEqual([['paid', true]]);
    expect(await owed(merchant.id)).toEqual({});
    await books.trialBalance();
    const detail = await books.get<{ lines: { kind: string; orderNumber: string; amount: Wire }[] }>(`/v1/merchant/payouts/${sent?.id}`, merchant.owner);
    expect(detail.lines).toEqual([expect.objectContaining({ kind: 'sale', orderNumber: order.number, amount: sent?.amount })]);
  });

  it('is not paid twice by a schedule that runs many times at once, nor by notices that come doubled and in any order', async () => {
    const merchant = await connected('twice');
    const order = await sell('goods-of-twice');
    await market.provide('/webhooks/hold');
    await market.provide('/webhooks/copies', { count: 3 });
    books.holdsNotices = true;
    const make = market.app.get(MakePayouts, { strict: false });
    await Promise.all(Array.from({ length: 6 }, () => make.run()));
    await books.everySoOften('settlement/make-payouts', 'payments/ask-unsettled-transfers');
    for (const { id } of await bankPayoutsOf(merchant.accountId)) await market.provide(`/payouts/${id}/pay`);
    await market.provide('/webhooks/release', { order: 'shuffled' });
    await market.provide('/webhooks/copies', { count: 1 });
    books.holdsNotices = false;
    await books.rest();
    expect((await payoutsOf(merchant)).map(({ state, amount }) => [state, minorOf(amount)])).toEqual([['paid', await payableOf(merchant, order)]]);
    expect(await transfersTo(merchant.accountId)).toHaveLength(1);
    expect(await bankPayoutsOf(merchant.accountId)).toHaveLength(1);
    await books.everySoOften('payments/import-balance-transactions');
    expect(await owed(merchant.id)).toEqual({});
  });

  it('whose bank account is wrong is owed the money again, and has it once when the account is right', async () => {
    const merchant = await connected('wrong-bank', failingAccount);
    const order = await sell('goods-of-wrong-bank');
    const payable = await payableOf(merchant, order);
    await books.everySoOften('settlement/make-payouts');
    const [first] = await bankPayoutsOf(merchant.accountId);
    await market.provide(`/payouts/${first?.id}/fail`, { failure_code: 'account_closed' });
    await market.until(async () => (await payoutsOf(merchant))[0]?.state === 'failed');
    await books.rest();
    const [failed] = await payoutsOf(merchant);
    expect([failed?.state, failed?.reason]).toEqual(['failed', 'account_closed']);
    await books.everySoOften('payments/ask-unsettled-transfers', 'payments/import-balance-transactions');
    expect(minorOf((await balanceOf(merchant))?.available ?? { amount: '0', currency: 'HKD' })).toBe(payable);
    expect(await owed(merchant.id)).toEqual({ 'merchant_payable HKD': payable });
    const [back] = await transfersTo(merchant.accountId);
    expect([back?.reversed, back?.amount_reversed]).toEqual([true, back?.amount]);

    await onboard(merchant.accountId, '000999999991');
    await books.rest();
    await market.until(async () => (await books.get<{ missing: string[] }>('/v1/merchant/payout-method', merchant.owner)).missing.length === 0);
    const answers = await Promise.all([1, 2, 3].map(() => market.post(`/v1/admin/payouts/${failed?.id}/retry`, {}, books.admin)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    await books.rest();
    await arrive(merchant.accountId);
    expect((await payoutsOf(merchant)).map(({ state, retryOf }) => [state, retryOf])).toEqual([['paid', failed?.id], ['failed', null]]);
    await books.everySoOften('payments/import-balance-transactions');
    expect(await owed(merchant.id)).toEqual({});
    await books.trialBalance();
  });

  it('gives back from the next pay-out what was refunded after it was paid', async () => {
    const merchant = await connected('clawback');
    const first = await sell('goods-of-clawback', 2);
    await books.everySoOften('settlement/make-payouts');
    await arrive(merchant.accountId);
    const paidFirst = await payableOf(merchant, first);
    await refund(first).expect(201);
    await books.rest();
    expect(minorOf((await balanceOf(merchant))?.available ?? { amount: '0', currency: 'HKD' })).toBe(-paidFirst);
    await passDay();
    await books.everySoOften('settlement/make-payouts');
    expect(await payoutsOf(merchant)).toHaveLength(1);
    const second = await sell('goods-of-clawback', 3);
    const earned = await payableOf(merchant, second);
    await passDay();
    await books.everySoOften('settlement/make-payouts');
    await arrive(merchant.accountId);
    expect((await payoutsOf(merchant)).map(({ state, amount }) => [state, minorOf(amount)])).toEqual([['paid', earned - paidFirst], ['paid', paidFirst]]);
    await books.everySoOften('payments/import-balance-transactions');
    expect(await owed(merchant.id)).toEqual({});
  });

  it('whose sale is refunded in the very moment of a pay-out is paid and debited once each', async () => {
    const merchant = await connected('same-moment');
    const make = market.app.get(MakePayouts, { strict: false });
    let [earned, given] = [0n, 0n];
    for (let round = 0; round < 4; round += 1) {
      const [kept, lost] = [await sell('goods-of-same-moment', 2), await sell('goods-of-same-moment')];
      earned += await payableOf(merchant, kept, lost);
      given += await payableOf(merchant, lost);
      await passDay();
      const [, answer] = await Promise.all([make.run(), refund(lost), make.run()]);
      expect(answer.status).toBe(201);
      await books.rest();
      await books.trialBalance();
      const paid = sumMinor((await payoutsOf(merchant)).map(({ amount }) => amount));
      expect(minorOf((await balanceOf(merchant))?.available ?? { amount: '0', currency: 'HKD' })).toBe(earned - given - paid);
      expect(paid).toBeLessThanOrEqual(earned);
    }
    await passDay();
    await make.run();
    await books.rest();
    await arrive(merchant.accountId);
    const payouts = await payoutsOf(merchant);
    const paid = sumMinor(payouts.map(({ amount }) => amount));
    const left = earned - given - paid;
    expect(left).toBeLessThanOrEqual(0n);
    await books.everySoOften('payments/import-balance-transactions');
    expect(await owed(merchant.id)).toEqual(left === 0n ? {} : { 'merchant_payable HKD': left });
    const sent = (await transfersTo(merchant.accountId)).reduce((sum, { amount }) => sum + BigInt(amount), 0n);
    expect(sent).toBe(sumMinor(payouts.map((payout) => payout.sent)));
  });

  it('is sent nothing while a dispute holds its money, and nothing besides when the dispute is lost', async () => {
    const merchant = await connected('disputed');
    const order = await sell('goods-of-disputed');
    const { payment_intent: intent } = await market.stripe.checkout.sessions.retrieve(new URL(order.checkoutUrl).pathname.split('/').at(-1) ?? '');
    const { data: [charge] } = await market.stripe.charges.list({ payment_intent: intent as string });
    const { body } = await market.provide(`/charges/${charge?.id}/dispute`);
    await books.rest();
    await books.everySoOften('settlement/make-payouts');
    expect(await payoutsOf(merchant)).toEqual([]);
    await market.provide(`/disputes/${(body as { id: string }).id}/lose`);
    await books.rest();
    await passDay();
    await books.everySoOften('settlement/make-payouts', 'settlement/release-reserves');
    expect(await payoutsOf(merchant)).toEqual([]);
    expect(await owed(merchant.id)).toEqual({});
  });
});

describe('merchants in China, whom the provider does not reach', () => {
  const slugs = [...new Set(placedProducts(demoClusters()).filter(({ product }) => product.isDigital && !product.licenceKey).map(({ merchant }) => merchant.slug))].slice(-3);
  const number = (index: number) => `622202123456789012${index}`;
  const tag = (xml: string, name: string) => [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]+)</${name}>`, 'g'))].map(([, text]) => text ?? '');
  const report = (messageId: string, statuses: readonly (readonly [endToEndId: string, status: string, reason?: string])[]) => `<?xml version="1.0" encoding="UTF-8"?>
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK1</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
    <OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>${statuses.map(([id, status, reason]) => (
      `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason ? `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>` : ''}</TxInfAndSts>`)).join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

  it('are paid by a file for the bank: what it settles is paid, what it rejects is owed again, and its answer counts once', async () => {
    const merchants = await Promise.all(slugs.map(async (slug, index) => {
      const owner = await market.signIn(demoOwnerEmail(slug));
      const [row] = await market.query<{ id: string }>('SELECT id FROM clusters.merchants WHERE slug = $1', [slug]);
      await agree(row?.id ?? '', 'CNY');
      await putOnSale(market, { slug: `goods-of-${slug}`, kind: 'download', merchant: slug, price: money(10_000n * BigInt(index + 1), 'CNY'), bytes: Buffer.from(slug) });
      await market.post('/v1/merchant/payout-method/stripe', {}, owner).expect(422);
      await request('put', '/v1/merchant/payout-method', { holderName: '景德镇蓝窑工作室', accountNumber: number(index), country: 'CN', bankCode: '102100099996', bankName: '中国工商银行' }, owner);
      return { id: row?.id ?? '', slug, owner };
    }));
    const orders: PlacedOrder[] = [];
    for (const { slug } of merchants) orders.push(await sell(`goods-of-${slug}`));
    const payables = await Promise.all(merchants.map((merchant, index) => payableOf(merchant, orders[index]!)));
    await Promise.all([books.everySoOften('settlement/make-payouts'), market.app.get(MakePayouts, { strict: false }).run()]);
    await Promise.all([books.everySoOften('settlement/make-bank-files'), market.query(`SELECT graphile_worker.add_job('settlement/make-bank-files')`)]);
    await books.rest();

    const { items: files } = await books.get<{ items: { id: string; messageId: string; payoutCount: number; total: Wire }[] }>('/v1/admin/bank-files');
    expect(files.map(({ payoutCount, total }) => [payoutCount, minorOf(total)])).toEqual([[3, payables.reduce((sum, each) => sum + each, 0n)]]);
    const file = files.at(0);
    const { text, body } = await market.get(`/v1/admin/bank-files/${file?.id}`, books.admin).buffer(true).expect(200);
    const xml = text ?? (body as Buffer).toString();
    expect(tag(xml, 'NbOfTxs')).toEqual(['3', '3']);
    expect(sumMinor(tag(xml, 'InstdAmt').map((amount) => ({ amount, currency: 'CNY' })))).toBe(minorOf(file?.total ?? { amount: '0', currency: 'CNY' }));
    expect(xml).toContain('景德镇蓝窑工作室');
    for (const merchant of merchants) expect((await payoutsOf(merchant)).map(({ state, method }) => [state, method])).toEqual([['sent', 'bank_account']]);

    const ids = await Promise.all(merchants.map(async (merchant) => (await payoutsOf(merchant))[0]?.id.replaceAll('-', '') ?? ''));
    const answer = report(file?.messageId ?? '', [[ids[0] ?? '', 'ACSC'], [ids[1] ?? '', 'RJCT', 'AC04'], [ids[2] ?? '', 'PDNG'], ['0'.repeat(32), 'ACSC']]);
    const told = await Promise.all([1, 2].map(() => market.post(`/v1/admin/bank-files/${file?.id}/status-report`, { report: answer }, books.admin).expect(200)));
    expect(told.map(({ body: outcome }) => outcome as { paid: number; failed: number }).reduce((sum, { paid, failed }) => [sum[0]! + paid, sum[1]! + failed], [0, 0])).toEqual([1, 1]);
    await books.rest();
    expect(await Promise.all(merchants.map(async (merchant) => (await payoutsOf(merchant)).map(({ state, reason }) => [state, reason])))).toEqual([[['paid', null]], [['failed', 'AC04']], [['sent', null]]]);
    expect(await Promise.all(merchants.map(({ id }) => owed(id)))).toEqual([{}, { 'merchant_payable CNY': payables[1] }, { 'payouts CNY': payables[2] }]);
    expect((await market.post(`/v1/admin/bank-files/${file?.id}/status-report`, { report: report('ANOTHER', []) }, books.admin)).status).toBe(422);

    await passDay();
    await books.everySoOften('settlement/make-payouts', 'settlement/make-bank-files');
    expect((await payoutsOf(merchants[1]!)).map(({ state }) => state)).toEqual(['sent', 'failed']);
    expect(await payoutsOf(merchants[0]!)).toHaveLength(1);
    await books.trialBalance();
  });
});

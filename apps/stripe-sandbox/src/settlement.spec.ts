import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Stripe from 'stripe';
import fc from 'fast-check';
import { Exchange } from './money/exchange.js';
import { readRates } from './money/read-rates.js';
import { readSettings } from './settings.js';
import { Controls } from './store/controls.js';
import { Database } from './store/database.js';
import { aCharge, anEnabledAccount, available, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

/** Units per 1 US dollar. */
const rates = { USD: 1, EUR: 0.9, JPY: 150, KWD: 0.3, KZT: 500, ISK: 140, VND: 26_000, UGX: 3700, CNY: 7.2 };
let sandbox: StartedSandbox;
let stripe: Stripe;
beforeEach(async () => {
  sandbox = await startSandbox({ settlement: { currency: 'EUR', rates } });
  stripe = sandbox.stripe;
});
afterEach(() => sandbox.close());

const movementOf = (charge: Stripe.Charge) => charge.balance_transaction as Stripe.BalanceTransaction;

describe('a charge settled in euros', () => {
  it.each([
    ['usd', 10_000, 9000, 0.9], ['jpy', 15_000, 9000, 0.006], ['kwd', 30_000, 9000, 3], ['kzt', 5_000_000, 9000, 0.0018], ['isk', 1_400_000, 9000, 0.0064285714],
    ['vnd', 2_600_000, 9000, 0.000034615385], ['ugx', 37_000_000, 9000, 0.00024324324],
  ])('in %s %i becomes %i cents', async (currency, amount, settled, rate) => {
    const charge = await aCharge(stripe, amount, currency);
    const fee = Math.round(settled * 0.029) + 30;
    expect(charge).toMatchObject({ amount, currency });
    expect(movementOf(charge)).toMatchObject({ amount: settled, currency: 'eur', exchange_rate: rate, fee, net: settled - fee, fee_details: [{ currency: 'eur', amount: fee }] });
  });

  it('in euros is not exchanged', async () => {
    expect(movementOf(await aCharge(stripe, 10_000, 'eur'))).toMatchObject({ amount: 10_000, currency: 'eur', exchange_rate: null });
  });

  it('in a currency without a rate is refused before anything is paid', async () => {
    expect(await caught(stripe.paymentIntents.create({ amount: 10_000, currency: 'thb' }))).toMatchObject({ statusCode: 400, param: 'currency' });
    await sandbox.control('/rates', { currency: 'thb', rate: 33 });
    expect((await stripe.paymentIntents.create({ amount: 10_000, currency: 'thb' })).status).toBe('requires_payment_method');
  });
});

it('refunds at the rate of the day of the refund, in parts that are rounded each', async () => {
  const charge = await aCharge(stripe, 10_000, 'usd');
  await sandbox.control('/rates', { currency: 'usd', rate: 0.8 });
  const refund = await stripe.refunds.create({ charge: charge.id, amount: 3333, expand: ['balance_transaction'] });
  expect(refund).toMatchObject({ amount: 3333, currency: 'usd', balance_transaction: { amount: -3750, currency: 'eur', exchange_rate: 1.125, fee: 0, type: 'refund' } });
  expect(await sandbox.control('/rates', undefined, 'GET')).toMatchObject({ settlement_currency: 'eur', rates: { usd: 0.8, eur: 0.9 } });
});

it('takes a disputed charge and gives it back at the rate of each day', async () => {
  const charge = await aCharge(stripe, 10_000, 'usd');
  const dispute = await sandbox.control<Stripe.Dispute>(`/charges/${charge.id}/dispute`, {});
  expect(dispute.balance_transactions).toMatchObject([{ amount: -9000, currency: 'eur', exchange_rate: 0.9, fee: 1500 }]);
  await sandbox.control('/rates', { currency: 'eur', rate: 0.95 });
  const won = await sandbox.control<Stripe.Dispute>(`/disputes/${dispute.id}/win`);
  expect(won.balance_transactions.map((each) => each.amount)).toEqual([-9000, 9500]);
  expect(won).toMatchObject({ amount: 10_000, currency: 'usd' });
});

it('holds one balance, and an account with a bank elsewhere gets its own currency', async () => {
  await aCharge(stripe, 100_000, 'usd');
  expect((await stripe.balance.retrieve()).available.map((each) => each.currency)).toEqual(['eur']);
  const { id } = await anEnabledAccount(sandbox, '6217000010001234567', 'cny');
  await stripe.accounts.update(id, { default_currency: 'cny' });
  expect((await caught(stripe.transfers.create({ amount: 900, currency: 'usd', destination: id })))?.code).toBe('balance_insufficient');
  const transfer = await stripe.transfers.create({ amount: 900, currency: 'eur', destination: id });
  const [received] = (await stripe.balanceTransactions.list({}, { stripeAccount: id })).data;
  expect(received).toMatchObject({ amount: 7200, currency: 'cny', exchange_rate: 8, type: 'payment' });
  await sandbox.control('/rates', { currency: 'cny', rate: 9 });
  for (const amount of [1, 449, 450]) await stripe.transfers.createReversal(transfer.id, { amount });
  expect(await available(stripe, 'cny', id)).toBe(0);
});

it('keeps changed rates over a restart', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const options = { dataFile: path.join(folder, 'sandbox.sqlite'), settlement: { currency: 'eur', rates } };
  const before = await startSandbox(options);
  await before.control('/rates', { currency: 'usd', rate: 2 });
  await before.close();
  const after = await startSandbox(options);
  expect(movementOf(await aCharge(after.stripe, 10_000, 'usd'))).toMatchObject({ amount: 4500 });
  await after.close();
  rmSync(folder, { recursive: true });
});

it('settles each currency in itself without the setting', async () => {
  const plain = await startSandbox();
  expect(movementOf(await aCharge(plain.stripe, 15_000, 'jpy'))).toMatchObject({ amount: 15_000, currency: 'jpy', exchange_rate: null });
  await plain.close();
});

describe('an exchange', () => {
  const database = new Database(':memory:');
  const exchange = new Exchange(new Controls(database), { currency: 'eur', rates });
  afterAll(() => database.close());

  it('gives the amount that its rate says, rounded half away from zero, and mirrors the sign', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99_999_999 }), fc.constantFrom('usd', 'jpy', 'kwd', 'kzt', 'vnd'), (amount, currency) => {
      const digits = { usd: 2, jpy: 0, kwd: 3, kzt: 2, vnd: 0 }[currency]!;
      const { amountMinor, exchangeRate } = exchange.convert(amount, currency, 'eur');
      const exact = (amount / 10 ** digits) * exchangeRate! * 100;
      expect(Math.abs(amountMinor - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
      expect(exchange.convert(-amount, currency, 'eur').amountMinor + amountMinor).toBe(0);
    }), { numRuns: 300 });
  });

  it('writes no fraction of a króna or a shilling into a balance', () => {
    expect([exchange.convert(12_345, 'eur', 'isk').amountMinor % 100, exchange.convert(12_345, 'eur', 'ugx').amountMinor % 100]).toEqual([0, 0]);
    expect(exchange.convert(50, 'usd', 'jpy')).toMatchObject({ amountMinor: 75, exchangeRate: 150 });
    expect(exchange.convert(5, 'kzt', 'eur').amountMinor).toBe(0);
  });
});

describe('the settings', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
  const file = path.join(folder, 'rates.json');
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (content: unknown) => {
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  it('read a file of rates by base, or the map alone', () => {
    expect(readRates(written({ base: 'EUR', date: '2026-09-29', rates: { USD: '1.1', JPY: 170 } }))).toEqual({ eur: 1, usd: 1.1, jpy: 170 });
    expect(readRates(written({ EUR: 1, USD: '1.1', $comment: 'x' }))).toEqual({ eur: 1, usd: 1.1 });
    const env = { SANDBOX_SETTLEMENT_CURRENCY: 'USD', SANDBOX_RATES_FILE: file };
    expect(readSettings(env).settings?.settlement).toEqual({ currency: 'usd', rates: { eur: 1, usd: 1.1 } });
  });

  it.each([
    [{ SANDBOX_SETTLEMENT_CURRENCY: 'EUR' }, undefined, 'must be set together'], [{ SANDBOX_SETTLEMENT_CURRENCY: 'EUR' }, { USD: 1 }, 'EUR is not in it'],
    [{ SANDBOX_SETTLEMENT_CURRENCY: 'EUR' }, { EUR: 0 }, 'the rate of EUR must be above 0'], [{ SANDBOX_SETTLEMENT_CURRENCY: 'EUR' }, { EUR: 'x' }, 'the rate of EUR must be above 0'],
  ])('refuse %j with %j', (env, content, words) => {
    const { settings, faults } = readSettings({ ...env, ...(content && { SANDBOX_RATES_FILE: written(content) }) });
    expect([settings, faults]).toEqual([undefined, [expect.stringContaining(words)]]);
  });
});

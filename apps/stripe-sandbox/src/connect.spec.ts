import type Stripe from 'stripe';
import { anAccount, anEnabledAccount, caught, goodIban } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';
import { startReceiver, type WebhookReceiver } from './testing/webhook-receiver.js';

let nowMs = Date.UTC(2026, 10, 23, 12);
let sandbox: StartedSandbox;
let stripe: Stripe;
let receiver: WebhookReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
  sandbox = await startSandbox({ clock: { now: () => nowMs }, webhook: { url: receiver.url, secret: 'whsec_connect' } });
  stripe = sandbox.stripe;
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

const links = { refresh_url: 'http://localhost:3000/en/merchant/again', return_url: 'http://localhost:3000/zh-CN/商家' };
const aForm = (changes: Record<string, string> = {}) => new URLSearchParams({
  holder_type: 'company', holder_name: '丝路出版社', id_number: '', country: 'DE', currency: 'EUR', routing_number: '', account_number: 'DE89 3704 0044 0532 0130 00', accept: 'yes', ...changes,
});
const submit = (url: string, form: URLSearchParams) => fetch(url, { method: 'POST', body: form, redirect: 'manual' });
const aLink = async (account: string) => (await stripe.accountLinks.create({ account, type: 'account_onboarding', ...links })).url;
const eventsOf = async (type: string, stripeAccount: string) => (await stripe.events.list({ type, limit: 100 }, { stripeAccount })).data;

describe('a connected account', () => {
  it('is restricted until its holder has said what is due', async () => {
    const account = await anAccount(stripe, { metadata: { merchant: 'm1' }, business_profile: { name: 'Silk Press' } });
    expect(account).toMatchObject({
      type: 'express', country: 'DE', default_currency: 'eur', charges_enabled: false, payouts_enabled: false, details_submitted: false,
      metadata: { merchant: 'm1' }, business_profile: { name: 'Silk Press' }, capabilities: { transfers: 'inactive' }, controller: { requirement_collection: 'stripe' },
    });
    expect(account.requirements).toMatchObject({ disabled_reason: 'requirements.past_due', currently_due: ['business_type', 'external_account', 'tos_acceptance.date', 'tos_acceptance.ip'] });
  });

  it('is made by controller properties as well, and refuses both at once', async () => {
    const controller = { losses: { payments: 'application' as const }, fees: { payer: 'application' as const }, stripe_dashboard: { type: 'none' as const }, requirement_collection: 'application' as const };
    const account = await anAccount(stripe, { type: undefined, controller });
    expect(account).toMatchObject({ type: 'none', controller: { ...controller, is_controller: true } });
    expect((await caught(anAccount(stripe, { controller })))?.param).toBe('type');
    expect((await caught(anAccount(stripe, { capabilities: undefined })))?.param).toBe('capabilities');
    expect((await caught(anAccount(stripe, { country: 'D1' })))?.code).toBe('country_code_invalid');
  });

  it('of a platform that collects all itself is enabled by the API', async () => {
    const account = await anAccount(stripe, {
      type: 'custom', business_type: 'company', company: { name: 'Silk Press', tax_id: '000000000' }, tos_acceptance: { date: 1_790_000_000, ip: '203.0.113.7' },
      external_account: { object: 'bank_account', country: 'DE', currency: 'eur', account_number: goodIban },
    });
    expect(account).toMatchObject({ payouts_enabled: true, details_submitted: true, capabilities: { transfers: 'active' }, company: { name: 'Silk Press', tax_id_provided: true } });
    expect(account.external_accounts?.data).toMatchObject([{ object: 'bank_account', last4: '3000', currency: 'eur', default_for_currency: true }]);
    expect(JSON.stringify(account)).not.toContain('000000000');
  });

  it.each([['111111111', 'requirements.past_due', 'inactive'], ['222222222', 'requirements.pending_verification', 'pending']])('stays restricted with the test number %s', async (number, reason, status) => {
    const account = await anEnabledAccount(sandbox);
    const judged = await stripe.accounts.update(account.id, { company: { tax_id: number } });
    expect(judged).toMatchObject({ payouts_enabled: false, capabilities: { transfers: status }, requirements: { disabled_reason: reason } });
    expect(await sandbox.control(`/accounts/${account.id}/verify`, { outcome: 'verified' })).toMatchObject({ payouts_enabled: true, requirements: { disabled_reason: null } });
    expect((await eventsOf('account.updated', account.id)).length).toBe(3);
  });

  it('is listed, updated and deleted', async () => {
    const account = await anAccount(stripe);
    expect((await stripe.accounts.list({ limit: 1 })).data.map((each) => each.id)).toEqual([account.id]);
    expect((await stripe.accounts.list({ created: { gt: Math.floor(nowMs / 1000) } })).data).toEqual([]);
    expect((await stripe.accounts.update(account.id, { metadata: { merchant: 'm2' } })).metadata).toEqual({ merchant: 'm2' });
    expect(await stripe.accounts.del(account.id)).toMatchObject({ deleted: true });
    expect((await caught(stripe.accounts.retrieve(account.id)))?.code).toBe('resource_missing');
  });

  it('keeps one default bank account for each currency', async () => {
    const { id } = await anEnabledAccount(sandbox);
    const bank = (account_number: string, extra: object = {}) =>
      stripe.accounts.createExternalAccount(id, { external_account: { object: 'bank_account', country: 'DE', currency: 'eur', account_number }, ...extra });
    const second = await bank('AT611904300234573201', { default_for_currency: true, metadata: { of: 'head office' } });
    const all = (await stripe.accounts.listExternalAccounts(id)).data as Stripe.BankAccount[];
    expect(all.map((each) => [each.last4, each.default_for_currency])).toEqual([['3000', false], ['3201', true]]);
    expect((await caught(stripe.accounts.deleteExternalAccount(id, second.id)))?.message).toContain('cannot delete the default');
    await stripe.accounts.updateExternalAccount(id, all[0]!.id, { default_for_currency: true });
    expect(await stripe.accounts.retrieveExternalAccount(id, second.id)).toMatchObject({ default_for_currency: false, metadata: { of: 'head office' } });
    expect(await stripe.accounts.deleteExternalAccount(id, second.id)).toMatchObject({ deleted: true, object: 'bank_account' });
    expect((await caught(bank('DE89370400440532013009')))?.code).toBe('account_number_invalid');
    const us = stripe.accounts.createExternalAccount(id, { external_account: { object: 'bank_account', country: 'US', currency: 'usd', account_number: '000123456789', routing_number: '110000001' } as unknown as string });
    expect((await caught(us))?.code).toBe('routing_number_invalid');
  });

  it('sees itself by the Stripe-Account header, and nobody sees a stranger’s', async () => {
    const { id } = await anEnabledAccount(sandbox);
    expect((await stripe.accounts.retrieveCurrent({}, { stripeAccount: id })).id).toBe(id);
    expect(await stripe.accounts.retrieveCurrent()).toMatchObject({ type: 'standard', charges_enabled: true });
    const stranger = await caught(stripe.balance.retrieve({}, { stripeAccount: 'acct_none' }));
    expect([stranger?.statusCode, stranger?.code]).toEqual([403, 'account_invalid']);
    expect((await caught(stripe.customers.create({}, { stripeAccount: id })))?.message).toContain('does not offer this call on behalf of a connected account');
  });
});

describe('the onboarding page', () => {
  it('enables the account, tells it and leads back once', async () => {
    const { id } = await anAccount(stripe);
    const url = await aLink(id);
    const page = await (await fetch(url)).text();
    expect(page).toContain('Get paid by Silkport');
    expect(page).toContain('Country/region');
    expect(page).not.toContain('4242');
    const answer = await submit(url, aForm());
    expect([answer.status, decodeURI(answer.headers.get('location')!)]).toEqual([303, links.return_url]);
    const account = await stripe.accounts.retrieve(id);
    expect(account).toMatchObject({ payouts_enabled: true, details_submitted: true, business_type: 'company', capabilities: { transfers: 'active' } });
    expect(account.external_accounts?.data).toMatchObject([{ account_holder_name: '丝路出版社', country: 'DE', currency: 'eur', last4: '3000' }]);
    const [updated] = await eventsOf('account.updated', id);
    expect(updated).toMatchObject({ account: id, data: { object: { id, payouts_enabled: true }, previous_attributes: { payouts_enabled: false, details_submitted: false } } });
    expect((await submit(url, aForm())).headers.get('location')).toBe(links.refresh_url);
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe(links.refresh_url);
  });

  it('leads to the refresh address when the link has expired, and nowhere for another account', async () => {
    const { id } = await anAccount(stripe);
    const url = await aLink(id);
    expect((await fetch(url.replace(id, 'acct_other'))).status).toBe(404);
    nowMs += 301_000;
    expect((await fetch(url, { redirect: 'manual' })).headers.get('location')).toBe(links.refresh_url);
    expect((await submit(url, aForm())).headers.get('location')).toBe(links.refresh_url);
    expect((await stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  });

  it.each([
    [{ holder_name: ' ' }, 'Enter the name of the account holder'], [{ country: 'XX' }, 'Choose a country/region'], [{ currency: 'IRR' }, 'Enter a currency'],
    [{ account_number: '' }, 'Enter an account number'], [{ account_number: 'DE89370400440532013009' }, 'is not valid'],
    [{ country: 'US', account_number: '000123456789', routing_number: '123' }, 'nine digits'], [{ accept: '' }, 'Accept the terms'],
  ])('refuses %j at the field and keeps the link open', async (changes, words) => {
    const { id } = await anAccount(stripe);
    const url = await aLink(id);
    const answer = await submit(url, aForm(changes));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(new RegExp(`-error">[^<]*${words}`));
    expect((await submit(url, aForm({ id_number: '111111111' }))).status).toBe(303);
    expect(await stripe.accounts.retrieve(id)).toMatchObject({ details_submitted: true, payouts_enabled: false, requirements: { errors: [{ code: 'verification_failed_keyed_identity' }] } });
  });

  it.each([['zh', '账户持有人'], ['ru', 'Владелец счёта'], ['ar', 'صاحب الحساب']])('speaks %s', async (language, words) => {
    const page = await (await fetch(await aLink((await anAccount(stripe)).id), { headers: { 'accept-language': language } })).text();
    expect(page).toContain(words);
    expect(page).not.toMatch(/<script|\son\w+=|style="/);
  });

  it('is made for an account of ours only, and to update one that we collect for', async () => {
    expect((await caught(stripe.accountLinks.create({ account: 'acct_none', type: 'account_onboarding', ...links })))?.code).toBe('resource_missing');
    const { id } = await anAccount(stripe);
    expect((await caught(stripe.accountLinks.create({ account: id, type: 'account_update', ...links })))?.param).toBe('type');
    expect((await caught(stripe.accountLinks.create({ account: id, type: 'account_onboarding' })))?.param).toBe('refresh_url');
  });
});

describe('events of connected accounts', () => {
  it('reach the endpoint of the settings and those made with `connect`, and no other', async () => {
    const [platform, connected] = [await startReceiver(), await startReceiver()];
    await stripe.webhookEndpoints.create({ url: platform.url, enabled_events: ['account.updated', 'customer.created'] });
    await stripe.webhookEndpoints.create({ url: connected.url, enabled_events: ['*'], connect: true });
    const { id } = await anEnabledAccount(sandbox);
    await stripe.customers.create({ name: 'Of the platform' });
    await platform.waitFor(1);
    await connected.waitFor(2);
    await sandbox.control('/webhooks/drain', {});
    expect(platform.received.map((each) => each.event.type)).toEqual(['customer.created']);
    expect(new Set(connected.received.map((each) => each.event.type))).toEqual(new Set(['account.external_account.created', 'account.updated']));
    const told = receiver.received.filter((each) => (each.event as unknown as Stripe.Event).account === id);
    expect(told.map((each) => each.event.type).toSorted()).toEqual(['account.external_account.created', 'account.updated']);
    expect(stripe.webhooks.constructEvent(told[0]!.body, told[0]!.headers['stripe-signature']!, 'whsec_connect').account).toBe(id);
    await sandbox.control(`/events/${told[0]!.event.id}/resend`, {});
    await connected.waitFor(3);
    await platform.close();
    await connected.close();
  });
});

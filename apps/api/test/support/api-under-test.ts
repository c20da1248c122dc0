import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AddTeamMembers, CreatePeople, hashPassword, SignIn } from '@silkport/identity';
import { I18nModule } from '@silkport/i18n';
import { leavesUnder } from '@silkport/markets';
import { orderConfirmationSent } from '@silkport/ordering';
import { createHttpApp, Database, loadConfig, Outbox, PlatformModule } from '@silkport/platform';
import request from 'supertest';
import { createSandbox, type Sandbox } from '../../../stripe-sandbox/src/sandbox.js';
import { freePort } from '../../../../test/support/free-port.js';
import { createTestDatabase } from '../../../../test/support/test-database.js';
import { ApiModule } from '../../src/api.module.js';
import { contexts } from '../../src/contexts.js';
import { setUpDocs } from '../../src/docs.js';
import { merchants, publishCatalogue, type Catalogue } from './catalogue.js';

const password = 'steppe and sky';
const secretKey = 'sk_test_api_under_test';
export const webhookSecret = 'whsec_api_under_test';

export type Role = 'guest' | 'buyer' | 'merchant' | 'otherMerchant' | 'admin';
export const roles: readonly Role[] = ['guest', 'buyer', 'merchant', 'otherMerchant', 'admin'];
const emails: Readonly<Record<Exclude<Role, 'guest'>, string>> = {
  buyer: 'buyer@example.com', merchant: 'studio@example.com', otherMerchant: 'datahouse@example.com', admin: 'admin@example.com',
};

/** The whole API over HTTP on a database of its own, with a worker and the sandbox as its payment provider. */
export class ApiUnderTest {
  /** `GET /v1/products`, as the router has them. */
  readonly routes: string[] = [];
  catalogue: Catalogue;
  document: OpenAPIObject;
  private readonly tokens = new Map<Role, string>();

  private constructor(readonly app: NestFastifyApplication, readonly url: string, private readonly sandbox: Sandbox, private readonly sandboxUrl: string, private readonly folder: string) {}

  static async start(): Promise<ApiUnderTest> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const sandbox = await createSandbox({ secretKey, webhook: { url: `${url}/webhooks/stripe`, secret: webhookSecret } });
    const sandboxUrl = `http://127.0.0.1:${(await sandbox.listen(0)).port}`;
    const folder = await mkdtemp(join(tmpdir(), 'silkport-api-'));
    const databaseUrl = await createTestDatabase(contexts);
    const settings = loadConfig({
      PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: 'silent', DATA_DIR: folder, DATABASE_POOL_SIZE: '8', GATEWAY_PRIVATE_UPSTREAMS: 'on',
      STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: sandboxUrl,
    });
    const config = { ...settings, databaseUrl, signingSecret: 'a secret that is used in tests only' };

    @Module({ imports: [PlatformModule.forRoot({ config, contexts, worker: true }), I18nModule.forRoot(contexts), ApiModule] })
    class ApiUnderTestModule {}

    const app = await createHttpApp(ApiUnderTestModule, config);
    const api = new ApiUnderTest(app, url, sandbox, sandboxUrl, folder);
    app.getHttpAdapter().getInstance().addHook('onRoute', ({ method, url: route }) => void api.routes.push(...[method].flat().map((each) => `${each} ${route}`)));
    api.document = setUpDocs(app);
    await app.listen(port, '127.0.0.1');
    api.catalogue = await publishCatalogue(app, (id) => leavesUnder(id)[0] ?? id);
    await api.openAccounts();
    return api;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.sandbox.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async openAccounts(): Promise<void> {
    const passwordHash = await hashPassword(password);
    const known = Object.entries(emails) as [Exclude<Role, 'guest'>, string][];
    const ids = await this.app.get(CreatePeople, { strict: false }).run(known.map(([role, email]) => ({ email, passwordHash, locale: 'en', isAdmin: role === 'admin', emailConfirmed: true })));
    const team = (role: Role, merchantId: string) => ({ personId: ids[known.findIndex(([each]) => each === role)] ?? '', merchantId, role: 'owner' as const });
    await this.app.get(AddTeamMembers, { strict: false }).run([team('merchant', merchants.studio.id), team('otherMerchant', merchants.datahouse.id)]);
    for (const [role] of known) this.tokens.set(role, await this.newToken(role));
  }

  async newToken(role: Exclude<Role, 'guest'>): Promise<string> {
    return (await this.app.get(SignIn, { strict: false }).run({ email: emails[role], password })).token;
  }

  /** The headers of a request by somebody in this role. */
  as(role: Role): Record<string, string> {
    return role === 'guest' ? {} : { authorization: `Bearer ${this.tokens.get(role)}` };
  }

  get(path: string, headers: Record<string, string> = {}): request.Test {
    return request(this.url).get(path).set(headers);
  }

  put(path: string, body: object, headers: Record<string, string> = {}): request.Test {
    return request(this.url).put(path).set(headers).send(body);
  }

  /** A write with an Idempotency-Key of its own, unless the headers have one. */
  post(path: string, body?: object | string, headers: Record<string, string> = {}): request.Test {
    const call = request(this.url).post(path).set({ 'idempotency-key': randomUUID(), ...headers });
    return body === undefined ? call : call.send(body);
  }

  variant(slug: string, index = 0): string {
    return this.catalogue[slug]?.variantIds[index] ?? '';
  }

  quoteBody(...slugs: string[]) {
    return { items: slugs.map((slug) => ({ variantId: this.variant(slug), quantity: 1 })), country: 'KZ', currency: 'KZT' };
  }

  async quote(...slugs: string[]): Promise<string> {
    const { body } = await this.post('/v1/quotes', this.quoteBody(...slugs)).expect(201);
    return (body as { id: string }).id;
  }

  /** An order of one piece each that awaits payment. */
  async order(slugs: string[], given: object = {}): Promise<PlacedOrder> {
    const { body } = await this.post('/v1/orders', { quoteId: await this.quote(...slugs), email: 'aigerim@example.kz', acceptTerms: true, ...given }).expect(201);
    return body as PlacedOrder;
  }

  /** The same for a buyer elsewhere, or with a tax id. */
  async orderFor(buyer: object, slugs: readonly (string | { slug: string; quantity: number })[], given: object = {}): Promise<PlacedOrder> {
    const items = slugs.map((each) => (typeof each === 'string' ? { slug: each, quantity: 1 } : each)).map(({ slug, quantity }) => ({ variantId: this.variant(slug), quantity }));
    const { body: quote } = await this.post('/v1/quotes', { items, country: 'KZ', currency: 'KZT', ...buyer }).expect(201);
    const { id, needsImmediateDeliveryConsent } = quote as { id: string; needsImmediateDeliveryConsent: boolean };
    const consent = needsImmediateDeliveryConsent ? { immediateDelivery: true } : {};
    const { body } = await this.post('/v1/orders', { quoteId: id, email: 'aigerim@example.kz', acceptTerms: true, ...consent, ...given }).expect(201);
    return body as PlacedOrder;
  }

  /** Pays an order and waits until everything that follows has happened. */
  async settle(order: PlacedOrder): Promise<void> {
    await this.pay(order);
    await this.eventually(async () => (await this.query<{ status: string }>('SELECT status FROM ordering.orders WHERE number = $1', [order.number]))[0]?.status !== 'awaiting_payment');
    await this.calm();
  }

  /** As whoever writes to buyers says when the mail about an order has gone out: the API alone writes none. */
  async confirmByMail({ number }: Pick<PlacedOrder, 'number'>): Promise<void> {
    const [order] = await this.query<{ id: string }>('SELECT id FROM ordering.orders WHERE number = $1', [number]);
    await this.app.get(Database).transaction((tx) => this.app.get(Outbox).publish(tx, orderConfirmationSent, { orderId: order?.id ?? '', sentAt: new Date().toISOString() }));
    await this.calm();
  }

  /** Waits until nothing is left to be delivered or done. */
  async calm(): Promise<void> {
    const left = `SELECT ((SELECT count(*) FROM platform.waiting_events) + (SELECT count(*) FROM graphile_worker.jobs WHERE run_at <= now()))::int AS n`;
    await this.eventually(async () => (await this.query<{ n: number }>(left))[0]?.n === 0);
  }

  async paidOrder(slugs: string[], given: object = {}): Promise<PlacedOrder> {
    const order = await this.order(slugs, given);
    await this.pay(order);
    await this.eventually(async () => {
      const { body } = await this.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`);
      return (body as { items: unknown[] }).items.length === slugs.length;
    });
    return order;
  }

  pay(order: PlacedOrder, card?: string): request.Test {
    const session = new URL(order.checkoutUrl).pathname.split('/').at(-1);
    return this.controlSandbox(`/checkout/sessions/${session}/pay`, card ? { card } : {});
  }

  /** Pays with a billing address in a country/region. */
  payFrom(order: PlacedOrder, country: string): request.Test {
    return this.controlSandbox(`/checkout/sessions/${new URL(order.checkoutUrl).pathname.split('/').at(-1)}/pay`, { country });
  }

  /** The payment provider's own id of an order's charge. */
  async chargeOf(order: Pick<PlacedOrder, 'number'>): Promise<string> {
    const [row] = await this.query<{ id: string }>('SELECT stripe_payment_intent_id AS id FROM payments.charges WHERE reference = (SELECT id FROM ordering.orders WHERE number = $1)', [order.number]);
    const { body } = await request(this.sandboxUrl).get(`/v1/payment_intents/${row?.id}`).set('authorization', `Bearer ${secretKey}`);
    return (body as { latest_charge: string }).latest_charge;
  }

  controlSandbox(path: string, body: object = {}): request.Test {
    return request(this.sandboxUrl).post(`/_sandbox${path}`).set('authorization', `Bearer ${secretKey}`).send(body);
  }

  async eventually(isSo: () => Promise<boolean>): Promise<void> {
    for (const until = Date.now() + 10_000; Date.now() < until; await wait(25)) if (await isSo()) return;
    throw new Error('It has not come true in ten seconds');
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.app.get(Database).dataSource.query(text, [...values]);
  }

  /** How many rows each table holds that a refused request must not touch. */
  async rowCounts(): Promise<Record<string, number>> {
    const tables = ['ordering.quotes', 'ordering.orders', 'ordering.order_lines', 'catalog.stock_holds', 'payments.checkouts', 'payments.charges', 'payments.stripe_events',
      'identity.people', 'identity.sessions', 'delivery.entitlements', 'delivery.download_requests', 'platform.events', 'platform.idempotent_requests'];
    const [counts] = await this.query<Record<string, number>>(`SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS "${table}"`).join(', ')},
      (SELECT sum(available)::int FROM catalog.stock) AS "pieces in stock"`);
    return counts ?? {};
  }
}

export interface PlacedOrder { readonly number: string; readonly accessKey: string; readonly checkoutUrl: string; readonly status: string }

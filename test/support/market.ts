import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { demoPassword } from '@silkport/demo';
import { MailFolder, type FolderMail } from '@silkport/notifications';
import { createHttpApp, Database, loadConfig } from '@silkport/platform';
import { Stripe } from 'stripe';
import request from 'supertest';
import { setUpDocs } from '../../apps/api/src/docs.js';
import { sandboxPath } from '../../apps/silkport/src/sandbox-process.js';
import { proxySandbox } from '../../apps/silkport/src/sandbox-proxy.js';
import { SilkportModule } from '../../apps/silkport/src/silkport.module.js';
import { createSandbox, type Sandbox } from '../../apps/stripe-sandbox/src/sandbox.js';
import { freePort } from './free-port.js';
import { openDemoDatabase, signingSecret, type DemoDatabase } from './market-database.js';
import { booksOf, type Books } from './market-books.js';

const secretKey = 'sk_test_market';
const webhookSecret = 'whsec_market';

export interface PlacedOrder { readonly number: string; readonly accessKey: string; readonly checkoutUrl: string; readonly status: string; readonly lines: readonly { id: string; productSlug: string }[] }
export interface Delivery { readonly orderLineId: string; readonly files: readonly DeliveredFile[]; readonly keys: readonly string[] }
export interface DeliveredFile { readonly fileName: string; readonly contentType: string; readonly sizeBytes: number; readonly sha256: string; readonly completedCount: number; readonly url: string }
export interface Wanted { readonly variantId: string; readonly quantity: number }

export interface MarketOptions {
  /** Settings beside those of every test, as in the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The one currency that the payment provider turns everything into, and its rates; without it each currency stays what it is. */
  readonly settlement?: { readonly currency: string; readonly rates: Readonly<Record<string, number>> };
}

/** The whole marketplace with the demo, as `npm start` composes it, on ports and in a database and a folder of its own. */
export class Market {
  readonly stripe: Stripe;

  private constructor(
    readonly url: string, readonly app: NestFastifyApplication, readonly filesFolder: string, private readonly database: DemoDatabase, private readonly folder: string,
    private readonly provider: Sandbox, private readonly providerUrl: string,
  ) {
    this.stripe = new Stripe(secretKey, { host: '127.0.0.1', port: new URL(providerUrl).port, protocol: 'http', telemetry: false });
  }

  static async open({ env = {}, settlement }: MarketOptions = {}): Promise<Market> {
    const database = await openDemoDatabase();
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const provider = await createSandbox({ secretKey, publicUrl: url + sandboxPath, webhook: { url: `${url}/webhooks/stripe`, secret: webhookSecret }, ...(settlement ? { settlement } : {}) });
    const providerUrl = `http://127.0.0.1:${(await provider.listen(0)).port}`;
    const folder = dataFolder(database);
    const settings = loadConfig({
      PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: 'silent', DATA_DIR: folder, STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: providerUrl, ...env,
    });
    const config = { ...settings, databaseUrl: database.url, signingSecret };
    const app = await createHttpApp(SilkportModule.forRoot(config, { mail: true, worker: true }), config);
    setUpDocs(app);
    await proxySandbox(app.getHttpAdapter().getInstance() as never, providerUrl);
    await app.listen(port, '127.0.0.1');
    return new Market(url, app, database.filesFolder, database, folder, provider, providerUrl);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.provider.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get(address: string, headers: Readonly<Record<string, string>> = {}): request.Test {
    return request(this.url).get(address.replace(this.url, '')).set(headers);
  }

  /** A write with an Idempotency-Key of its own, unless the headers have one. */
  post(address: string, body: object = {}, headers: Readonly<Record<string, string>> = {}): request.Test {
    return request(this.url).post(address).set({ 'idempotency-key': randomUUID(), ...headers }).send(body);
  }

  /** @param index of the product's variants, cheapest form first */
  async variant(slug: string, index = 0): Promise<string> {
    const { body } = await this.get(`/v1/products/${slug}`).expect(200);
    return (body as { variants: { id: string }[] }).variants[index]?.id ?? '';
  }

  async available(slug: string): Promise<number> {
    const { body } = await this.get(`/v1/products/${slug}`).expect(200);
    return (body as { variants: { available: number }[] }).variants[0]?.available ?? -1;
  }

  /** A quote in Almaty, in tenge and in Russian. */
  quote(items: readonly Wanted[]): request.Test {
    return this.post('/v1/quotes', { items, country: 'KZ', currency: 'KZT', locale: 'ru' });
  }

  async quoteFor(...slugs: string[]): Promise<string> {
    const items = await Promise.all(slugs.map(async (slug) => ({ variantId: await this.variant(slug), quantity: 1 })));
    const { body } = await this.quote(items).expect(201);
    return (body as { id: string }).id;
  }

  place(quoteId: string, given: object = {}, headers: Readonly<Record<string, string>> = {}): request.Test {
    return this.post('/v1/orders', { quoteId, email: 'aigerim@example.kz', acceptTerms: true, ...given }, headers);
  }

  /** An order of one piece each that awaits payment. */
  async order(slugs: readonly string[], given: object = {}): Promise<PlacedOrder> {
    const { body } = await this.place(await this.quoteFor(...slugs), given).expect(201);
    return body as PlacedOrder;
  }

  async paidOrder(slugs: readonly string[], given: object = {}): Promise<PlacedOrder> {
    const order = await this.order(slugs, given);
    await this.pay(order).expect(303);
    await this.until(async () => (await this.deliveries(order)).length === slugs.length);
    return order;
  }

  /** Sends the form of the hosted payment page, as the buyer's browser does. */
  pay({ checkoutUrl }: Pick<PlacedOrder, 'checkoutUrl'>, card = '4242 4242 4242 4242'): request.Test {
    const { origin, pathname } = new URL(checkoutUrl);
    return request(origin).post(pathname).type('form').send({ email: 'aigerim@example.kz', card_number: card, card_expiry: '12 / 34', card_cvc: '123', name: 'Айгерім Серікқызы', country: 'KZ' });
  }

  /** Does to the payment provider what its control API offers. */
  provide(address: string, body: object = {}): request.Test {
    return request(this.providerUrl).post(`/_sandbox${address}`).set('authorization', `Bearer ${secretKey}`).send(body).expect(200);
  }

  /** Ends the faults that a story has made at the payment provider. */
  mendProvider(): request.Test {
    return request(this.providerUrl).delete('/_sandbox/faults').set('authorization', `Bearer ${secretKey}`).expect(200);
  }

  /** The order as its buyer's page asks for it, which makes the marketplace ask the provider while it is unpaid. */
  async ask({ number, accessKey }: PlacedOrder): Promise<{ status: string; paymentStatus: string | null; checkoutUrl: string | null }> {
    const { body } = await this.get(`/v1/orders/${number}?key=${accessKey}`).expect(200);
    return body as { status: string; paymentStatus: string | null; checkoutUrl: string | null };
  }

  async deliveries({ number, accessKey }: PlacedOrder): Promise<readonly Delivery[]> {
    const { body } = await this.get(`/v1/orders/${number}/deliveries?key=${accessKey}`).expect(200);
    return (body as { items: Delivery[] }).items;
  }

  /** What is written down of an order here and at the provider, read without asking anybody to act. */
  books({ number }: Pick<PlacedOrder, 'number'>): Promise<Books> {
    return booksOf(number, (text, values) => this.query(text, values), this.stripe);
  }

  async untilBooks(order: Pick<PlacedOrder, 'number'>, wanted: Partial<Books>): Promise<void> {
    let books = await this.books(order);
    await this.until(async () => {
      books = await this.books(order);
      return matches(books, wanted);
    }).catch(() => { throw new Error(`${order.number} should have ${JSON.stringify(wanted)} and has ${JSON.stringify(books)}`); });
  }

  query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.app.get(Database).dataSource.query(text, [...values]);
  }

  /** Mails to an address, newest first, as the local mailbox has them. */
  async mailsTo(recipient: string): Promise<FolderMail[]> {
    const folder = this.app.get(MailFolder, { strict: false });
    const found = (await folder.list()).filter(({ to }) => to === recipient);
    return Promise.all(found.map(({ id }) => folder.read(id)));
  }

  async signIn(email: string, password = demoPassword): Promise<{ authorization: string }> {
    const { body } = await this.post('/v1/sessions', { email, password }).expect(201);
    return { authorization: `Bearer ${(body as { token: string }).token}` };
  }

  /** Waits for what follows by itself. */
  async until(isSo: () => Promise<boolean>, milliseconds = 10_000): Promise<void> {
    for (const end = Date.now() + milliseconds; Date.now() < end; await wait(20)) if (await isSo()) return;
    throw new Error(`It has not come true in ${milliseconds} ms: ${isSo.toString()}`);
  }
}

function matches(books: Books, wanted: Partial<Books>): boolean {
  return Object.entries(wanted).every(([name, value]) => books[name as keyof Books] === value);
}

/** A data folder whose files are the seeded ones. */
export function dataFolder({ filesFolder }: DemoDatabase): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'silkport-market-'));
  symlinkSync(filesFolder, path.join(folder, 'files'));
  return folder;
}

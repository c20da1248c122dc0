import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Test } from '@nestjs/testing';
import { catalogContext } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { I18nModule, i18nContext } from '@silkport/i18n';
import { confirmationExpiry, ConfirmEmail, identityContext, SignUp } from '@silkport/identity';
import { ledgerContext } from '@silkport/ledger';
import { OrderAccess, orderCancelled, orderingContext, orderPaid } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { Database, loadConfig, Outbox, platformContext, PlatformModule, type Config } from '@silkport/platform';
import { pricingContext } from '@silkport/pricing';
import { settlementContext } from '@silkport/settlement';
import { taxContext } from '@silkport/tax';
import { newId } from '@silkport/values';
import PostalMime from 'postal-mime';
import { delivered } from '../../../test/support/delivered.js';
import { createTestDatabase } from '../../../test/support/test-database.js';
import { MailFolder } from './mail-folder.js';
import { MailUnknown } from './notifications.errors.js';
import { notificationsContext } from './notifications.context.js';
import { NotificationsModule } from './notifications.module.js';
import { OnOrderPaid } from './on-order-paid.js';
import { SendMessages } from './send-messages.js';
import { anOrder, startSmtpServer, storeOrder } from './testing.js';

const contexts = [platformContext, i18nContext, identityContext, catalogContext, pricingContext, paymentsContext, orderingContext, clustersContext, taxContext, ledgerContext, settlementContext, notificationsContext];
const publicUrl = 'https://silkport.example';
let databaseUrl: string;
let dataDir: string;
let close: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  databaseUrl = await createTestDatabase(contexts);
  dataDir = await mkdtemp(path.join(tmpdir(), 'silkport-mail-'));
});
afterEach(async () => {
  await close();
  await rm(dataDir, { recursive: true });
});

/** The context with a real worker, as a process of the marketplace has it. */
async function start(given: Partial<Config> = {}, worker = true) {
  const stripe = { secretKey: 'sk_test_none', webhookSecret: 'whsec_none', apiUrl: 'http://127.0.0.1:1' };
  const config = { ...loadConfig({ PUBLIC_URL: publicUrl, DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), databaseUrl, signingSecret: 's'.repeat(32), stripe, ...given };
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ config, contexts, worker }), I18nModule.forRoot(contexts), NotificationsModule],
  }).compile();
  await module.init();
  close = () => module.close();
  return module;
}

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = await read();
    if (found) return found;
  }
  throw new Error('Waited in vain');
}

const paid = (order: ReturnType<typeof anOrder>) => ({
  orderId: order.id, orderNumber: order.number, buyerCountry: order.country, buyerTaxId: null, total: order.total, placedAt: '2026-11-23T07:50:00Z', paidAt: '2026-11-23T08:00:00Z', lines: [],
});
const messages = (database: Database): Promise<Record<string, unknown>[]> => database.dataSource.query('SELECT * FROM notifications.messages ORDER BY id');

describe('a marketplace without SMTP', () => {
  it('writes the buyer of a paid order one mail with both parts and the link, where the mail page finds it', async () => {
    const module = await start();
    const database = module.get(Database);
    const folder = module.get(MailFolder);
    const order = anOrder();
    await storeOrder(database, order);
    expect(await folder.list()).toEqual([]);
    await database.transaction((tx) => module.get(Outbox).publish(tx, orderPaid, paid(order)));
    const [message] = await until(async () => (await messages(database)).every(({ state }) => state === 'sent') && (await folder.list()).length ? messages(database) : undefined);
    const [mail, ...others] = await folder.list();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Ваш заказ SP-7K3MQ-92XTV оплачен', to: 'aigerim@example.kz' });
    expect(message).toMatchObject({ kind: 'order-confirmed', locale: 'ru', message_id: `<${String(message?.id)}@silkport.example>` });
    const { html, text } = await folder.read(mail?.id ?? '');
    const key = module.get(OrderAccess, { strict: false }).keyOf(order.id);
    expect(text).toContain(`${publicUrl}/ru/orders/SP-7K3MQ-92XTV?key=${key}`);
    expect(html).toContain(`href="${publicUrl}/ru/orders/SP-7K3MQ-92XTV?key=${key}"`);
    expect(html).toContain('Спасибо. Ваш заказ оплачен.');
  });

  it('tells of an order that ended unpaid, and that nothing was charged', async () => {
    const module = await start();
    const order = anOrder({ status: 'cancelled', locale: 'en', paidAt: null, cancelledAt: new Date() });
    await storeOrder(module.get(Database), order);
    await module.get(Database).transaction((tx) => module.get(Outbox).publish(tx, orderCancelled, { orderId: order.id, orderNumber: order.number }));
    const [mail] = await until(async () => (await module.get(MailFolder).list()).length ? module.get(MailFolder).list() : undefined);
    expect((await module.get(MailFolder).read(mail?.id ?? '')).text).toContain('Nothing was charged.');
  });

  it('sends a link that confirms the address, and tells the owner of a second sign-up', async () => {
    const module = await start();
    const folder = module.get(MailFolder);
    const signUp = { email: 'layla@example.ae', password: 'dates and coffee', name: '<b>Layla</b>', locale: 'ar' as const };
    await module.get(SignUp, { strict: false }).run(signUp);
    const [first] = await until(async () => (await folder.list()).length === 1 ? folder.list() : undefined);
    const { text, html } = await folder.read(first?.id ?? '');
    expect(html).not.toContain('Layla');
    const token = new URL(/https:\S+/.exec(text)?.[0] ?? '').searchParams.get('token') ?? '';
    expect(text).toContain(`${publicUrl}/ar/confirm-email?token=`);
    expect(Number(token.split('.')[1])).toBeLessThanOrEqual(confirmationExpiry(new Date()).getTime() / 1000);
    expect(await module.get(ConfirmEmail, { strict: false }).run(token)).toMatchObject({ email: 'layla@example.ae' });
    await module.get(SignUp, { strict: false }).run(signUp);
    const mails = await until(async () => (await folder.list()).length === 2 ? folder.list() : undefined);
    expect(mails.map(({ subject }) => subject)).toContain('لديك حساب في Silkport بالفعل');
  });

  it('shows no file but its own mails', async () => {
    const folder = (await start({}, false)).get(MailFolder);
    await writeFile(path.join(dataDir, 'secret.eml'), 'Subject: secret\r\n\r\nsecret');
    for (const id of ['../secret', '..%2fsecret', 'secret', '', `20261123T080000000Z-${newId()}`, `20261123T080000000Z-${newId()}/../../secret`]) {
      await expect(folder.read(id)).rejects.toThrow(MailUnknown);
    }
  });
});

describe('one event that comes twice', () => {
  it('makes one message and one job, and a job that runs twice one mail', async () => {
    const module = await start({}, false);
    const database = module.get(Database);
    const order = anOrder();
    await storeOrder(database, order);
    const event = { eventId: newId(), publishedAt: new Date() };
    const handle = () => database.transaction((tx) => module.get(OnOrderPaid).confirmOrder(tx, [{ payload: paid(order), context: event }]));
    await Promise.all([handle(), handle()]);
    await handle();
    const [message, ...others] = await messages(database);
    expect(others).toEqual([]);
    expect(await database.dataSource.query('SELECT task_identifier FROM graphile_worker.jobs')).toEqual([{ task_identifier: 'notifications/send-messages' }]);
    const send = module.get(SendMessages);
    await Promise.all([send.run({ messageIds: [String(message?.id)] }), send.run({ messageIds: [String(message?.id)] })]);
    await send.run({ messageIds: [String(message?.id)] });
    expect(await module.get(MailFolder).list()).toHaveLength(1);
  });
});

describe('a marketplace with SMTP', () => {
  it('writes and sends the mails of many orders together, and only what was refused goes out again', async () => {
    const smtp = await startSmtpServer(1);
    try {
      const module = await start({ smtpUrl: smtp.url }, false);
      const database = module.get(Database);
      const orders = ['one@example.kz', 'two@example.kz', 'three@example.kz'].map((email) => anOrder({ email, number: newId() }));
      for (const order of orders) await storeOrder(database, order);
      await database.transaction((tx) => module.get(OnOrderPaid).confirmOrder(tx, delivered(...orders.map(paid))));
      const [job, ...others] = await database.dataSource.query<{ payload: { messageIds: string[] } }[]>("SELECT payload FROM graphile_worker._private_jobs");
      expect([job?.payload.messageIds.length, others]).toEqual([3, []]);
      await expect(module.get(SendMessages).run(job!.payload)).rejects.toThrow('451');
      expect(smtp.received).toHaveLength(2);
      await module.get(SendMessages).run(job!.payload);
      await module.get(SendMessages).run(job!.payload);
      expect(smtp.received.flatMap(({ to }) => to).toSorted()).toEqual(['one@example.kz', 'three@example.kz', 'two@example.kz']);
      expect(await messages(database)).toMatchObject([{ state: 'sent' }, { state: 'sent' }, { state: 'sent' }]);
    } finally {
      await smtp.close();
    }
  });

  it('hands the mail to the server, waits for a busy one, and gives the same Message-ID each time', async () => {
    const smtp = await startSmtpServer(1);
    try {
      const module = await start({ smtpUrl: smtp.url }, false);
      const database = module.get(Database);
      const order = anOrder({ locale: 'zh-CN' });
      await storeOrder(database, order);
      await database.transaction((tx) => module.get(OnOrderPaid).confirmOrder(tx, delivered(paid(order))));
      const id = String((await messages(database))[0]?.id);
      await expect(module.get(SendMessages).run({ messageIds: [id] })).rejects.toThrow('451');
      expect(await messages(database)).toMatchObject([{ state: 'waiting', sent_at: null }]);
      await module.get(SendMessages).run({ messageIds: [id] });
      await module.get(SendMessages).run({ messageIds: [id] });
      expect(smtp.received).toMatchObject([{ from: 'orders@silkport.example', to: ['aigerim@example.kz'] }]);
      const mail = await PostalMime.parse(Buffer.from(smtp.received[0]?.raw ?? '', 'latin1'));
      expect(mail).toMatchObject({ subject: '您的订单 SP-7K3MQ-92XTV 已付款', messageId: `<${id}@silkport.example>` });
      expect(mail.html).toContain('草原狐');
      expect(mail.text).toContain('草原狐');
      expect(await messages(database)).toMatchObject([{ state: 'sent', message_id: `<${id}@silkport.example>` }]);
      expect(await module.get(MailFolder).list()).toEqual([]);
    } finally {
      await smtp.close();
    }
  });
});

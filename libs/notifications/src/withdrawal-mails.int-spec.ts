import { Phrases } from '@silkport/i18n';
import { AddTeamMembers, CreatePeople, identityContext, PersonReads } from '@silkport/identity';
import { consentKey, OrderAccess, orderingContext, OrderReads, SubscriptionReads, type ConsentKind } from '@silkport/ordering';
import { Outbox, Signatures } from '@silkport/platform';
import { money, newId, SetClock } from '@silkport/values';
import { delivered } from '../../../test/support/delivered.js';
import { aPaidOrder } from '../../ordering/src/testing.js';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Mailer } from './mailer.js';
import { MerchantPages } from './merchant-pages.js';
import type { MessagesToSend } from './message-job.js';
import { notificationsContext } from './notifications.context.js';
import { OnOrderPaid } from './on-order-paid.js';
import { OnSaleWithdrawn } from './on-sale-withdrawn.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';
import { SendMessages } from './send-messages.js';
import { aLine, anOrder, storeOrder } from './testing.js';

/** A mail server that can be away. */
class WiredMailer extends Mailer {
  isAway = false;

  async send(): Promise<void> {
    if (this.isAway) throw new Error('451 Try again later');
  }
}

const publicUrl = 'https://silkport.example';
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const outbox = new Outbox();
const mailer = new WiredMailer();
let db: TestDatabase;
let sales: OnSaleWithdrawn;
let send: SendMessages;

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, notificationsContext]);
  const owners = new PostToOwners(new PersonReads(db.database), new PostMessage(outbox, clock));
  sales = new OnSaleWithdrawn(new OrderReads(db.database), new MerchantPages({ publicUrl }), new Phrases([notificationsContext]), owners);
  send = new SendMessages(db.database, mailer, clock, outbox, { publicUrl });
});
afterAll(() => db.close());

describe('the owners of a merchant', () => {
  it('are told once of what a buyer has withdrawn from of theirs, and of nothing else', async () => {
    const [id = ''] = await new CreatePeople(db.database, clock).run([{ email: 'wang@example.cn', passwordHash: 'none', locale: 'zh-CN', isAdmin: false, emailConfirmed: true }]);
    const [own, other] = [aLine({ productName: { en: 'Tea bowl' } }), aLine({ productName: { en: 'Port calls' }, merchantId: newId() })];
    await new AddTeamMembers(db.database, clock).run([{ personId: id, merchantId: own.merchantId, role: 'owner' }]);
    const order = anOrder({ lines: [own, other], total: money(263_120n, 'KZT') });
    await storeOrder(db.database, order);
    const event = { eventId: newId(), publishedAt: clock.now() };
    for (let time = 0; time < 2; time += 1) {
      await db.database.transaction((tx) => sales.tell(tx, {
        withdrawalId: newId(), orderId: order.id, orderNumber: order.number, name: 'Anna', email: 'anna@example.de', lineIds: [own.id, other.id], merchantIds: [own.merchantId, other.merchantId],
        returnedLineIds: [own.id], refundId: null, waitsFor: ['return'], receivedAt: clock.now().toISOString(),
      }, event));
    }
    const mails = await db.dataSource.query<{ recipient: string; text: string }[]>('SELECT recipient, kind, locale, text FROM notifications.messages WHERE event_id = $1', [event.eventId]);
    expect(mails).toMatchObject([{ recipient: 'wang@example.cn', kind: 'sale-withdrawn', locale: 'zh-CN' }]);
    expect(mails[0]?.text).toContain('Tea bowl');
    expect(mails[0]?.text).not.toContain('Port calls');
  });
});

describe('the mail that confirms a waiver', () => {
  const consent = (kind: ConsentKind) => ({ kind, key: consentKey(kind), version: '1', locale: 'ru' as const, givenAt: '2026-11-24T08:00:00Z' });
  const told = (orderId: string) => db.dataSource.query(`SELECT payload FROM platform.events WHERE name = 'ordering.order_confirmation_sent' AND payload->>'orderId' = $1`, [orderId]);

  async function confirmed(kinds: readonly ConsentKind[]): Promise<{ orderId: string; job: MessagesToSend }> {
    const order = anOrder({ number: `SP-${newId()}`, consents: kinds.map(consent) });
    await storeOrder(db.database, order);
    await db.dataSource.query('UPDATE ordering.orders SET consents = $2 WHERE id = $1', [order.id, JSON.stringify(order.consents)]);
    const posted = new OnOrderPaid(new OrderReads(db.database), new SubscriptionReads(db.database, new OrderReads(db.database)), new OrderLinks(new OrderAccess(new Signatures('a secret of tests')), { publicUrl }), new Phrases([notificationsContext]), new PostMessage(outbox, clock));
    const paid = aPaidOrder({ orderId: order.id, orderNumber: order.number });
    await db.database.transaction((tx) => posted.confirmOrder(tx, delivered(paid)));
    const [row] = await db.dataSource.query<{ payload: MessagesToSend }[]>(
      `SELECT payload FROM graphile_worker._private_jobs WHERE key = 'send-messages:' || (SELECT id FROM notifications.messages WHERE text LIKE '%' || $1 || '%' LIMIT 1)`, [order.number],
    );
    if (!row) throw new Error('No mail was asked for');
    return { orderId: order.id, job: row.payload };
  }

  it('is told of once it has gone out, once, and not while the mail server is away', async () => {
    const { orderId, job } = await confirmed(['terms', 'immediate_delivery', 'loss_of_withdrawal']);
    mailer.isAway = true;
    await expect(send.run(job)).rejects.toThrow('451');
    expect(await told(orderId)).toEqual([]);
    mailer.isAway = false;
    await send.run(job);
    await send.run(job);
    expect(await told(orderId)).toEqual([{ payload: { orderId, sentAt: '2026-11-24T08:00:00.000Z' } }]);
  });

  it('is told of only where a waiver was given', async () => {
    const { orderId, job } = await confirmed(['terms']);
    await send.run(job);
    expect(await told(orderId)).toEqual([]);
  });
});

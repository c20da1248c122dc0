import { deliveryContext, ReleaseReads, type ReleaseHolder, type ReleasePublished } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderAccess, orderingContext, OrderReads } from '@silkport/ordering';
import { Outbox, platformContext, Signatures } from '@silkport/platform';
import { locales, newId, SetClock, type Locale } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { letterText } from './letter-text.js';
import { notificationsContext } from './notifications.context.js';
import { OnReleasePublished } from './on-release-published.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import type { HoldersToTell } from './release-job.js';
import { releaseLetter } from './release-letter.js';
import { ReleaseMails } from './release-mails.js';
import { TellHolders } from './tell-holders.js';
import { aLine, anOrder, storeOrder } from './testing.js';

const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));
const phrases = new Phrases([notificationsContext]);
let db: TestDatabase;
let tellHolders: TellHolders;

beforeAll(async () => {
  db = await openTestDatabase([platformContext, orderingContext, deliveryContext, notificationsContext]);
  const links = new OrderLinks(new OrderAccess(new Signatures('a secret of tests')), { publicUrl: 'https://silkport.example' });
  tellHolders = new TellHolders(db.database, new ReleaseReads(db.database), new ReleaseMails(new OrderReads(db.database), links, phrases), new PostMessage(new Outbox(), clock), new Outbox());
});
afterAll(() => db.close());

const aRelease = (given: Partial<ReleasePublished> = {}): ReleasePublished => (
  { releaseId: newId(), productId: newId(), merchantId: newId(), version: '2.0', notes: { en: 'In colour\n\nWith sound', ru: 'Теперь в цвете' }, reachesHolders: true, publishedAt: '2026-11-24T08:00:00.000Z', ...given }
);

async function holder(productId: string, email: string, locale: Locale, state = 'active'): Promise<ReleaseHolder> {
  const line = aLine({ productId });
  const order = anOrder({ number: `SP-${newId().slice(-12)}`, email, locale, lines: [line] });
  await storeOrder(db.database, order);
  const entitlementId = newId();
  await db.dataSource.query(
    `INSERT INTO delivery.entitlements (id, order_id, order_line_id, seat, product_id, variant_id, merchant_id, delivery_kind, quantity, state, granted_at, activated_at)
     VALUES ($1, $2, $3, 1, $4, $5, $6, 'download', 1, $7, '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z')`, [entitlementId, order.id, line.id, productId, line.variantId, line.merchantId, state],
  );
  return { entitlementId, orderId: order.id };
}

const mails = (eventId: string) => db.dataSource.query<{ recipient: string; locale: string; text: string }[]>('SELECT recipient, locale, text FROM notifications.messages WHERE event_id = $1 ORDER BY recipient', [eventId]);
const nextPage = () => db.dataSource.query<{ payload: HoldersToTell }[]>(`SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'notifications/tell-holders'`);

describe('a release', () => {
  it('is told to each person who may use what they bought once, in the language of their order, however often it is told', async () => {
    const release = { ...aRelease(), eventId: newId() };
    await holder(release.productId, 'aigerim@example.kz', 'ru');
    await holder(release.productId, 'aigerim@example.kz', 'ru');
    const { entitlementId } = await holder(release.productId, 'bob@example.com', 'en');
    await holder(release.productId, 'gone@example.com', 'en', 'revoked');
    await holder(newId(), 'other@example.com', 'en');
    await tellHolders.run(release);
    await tellHolders.run(release);
    const told = await mails(release.eventId);
    expect(told.map(({ recipient, locale }) => [recipient, locale])).toEqual([['aigerim@example.kz', 'ru'], ['bob@example.com', 'en']]);
    expect(told[0]?.text).toContain('Теперь в цвете');
    expect(told[1]?.text).toContain(entitlementId);
    expect(told[1]?.text).toMatch(/In colour[\s\S]*With sound/);
  });

  it('is told page after page, and nobody is left out', async () => {
    const release = { ...aRelease(), eventId: newId() };
    for (let index = 0; index < 201; index += 1) await holder(release.productId, `buyer${index}@example.com`, 'ar');
    await tellHolders.run(release);
    expect(await mails(release.eventId)).toHaveLength(200);
    const [next] = await nextPage();
    if (!next) throw new Error('No next page was asked for');
    await tellHolders.run(next.payload);
    expect(await mails(release.eventId)).toHaveLength(201);
  });

  it('that reaches nobody who bought before is told to nobody', async () => {
    const handler = new OnReleasePublished(new Outbox());
    const askedOf = async (release: ReleasePublished) => {
      const before = (await nextPage()).length;
      await db.database.transaction((tx) => handler.ask(tx, release, { eventId: newId(), publishedAt: clock.now() }));
      return (await nextPage()).length - before;
    };
    expect([await askedOf(aRelease({ reachesHolders: false })), await askedOf(aRelease())]).toEqual([0, 1]);
  });

  it.each(locales)('is told in %s with its version, what is new and the order, without a gap', (locale) => {
    const text = letterText(releaseLetter(phrases, anOrder({ locale }), { productName: { en: 'Steppe Fox' }, version: '2.0', notes: { en: 'In colour' } }, 'https://silkport.example/item'));
    expect(text).not.toMatch(/\{\{|release_|undefined/);
    for (const part of ['Steppe Fox', '2.0', 'In colour', 'https://silkport.example/item']) expect(text).toContain(part);
  });
});

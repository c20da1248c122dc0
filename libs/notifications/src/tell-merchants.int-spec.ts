import { Phrases } from '@silkport/i18n';
import { AddTeamMembers, CreatePeople, identityContext, PersonReads, type TeamRole } from '@silkport/identity';
import { orderingContext, OrderReads, type OrderDisputed } from '@silkport/ordering';
import { Outbox } from '@silkport/platform';
import { PayoutMethodReads, settlementContext } from '@silkport/settlement';
import { money, newId, SetClock, type Locale } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { MerchantPages } from './merchant-pages.js';
import { notificationsContext } from './notifications.context.js';
import { OnPayoutSettled } from './on-payout-settled.js';
import { OnSaleDisputed } from './on-sale-disputed.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';
import { aLine, anOrder, storeOrder } from './testing.js';

let db: TestDatabase;
let payouts: OnPayoutSettled;
let disputes: OnSaleDisputed;
const clock = new SetClock(new Date('2026-11-24T08:00:00Z'));

beforeAll(async () => {
  db = await openTestDatabase([identityContext, orderingContext, settlementContext, notificationsContext]);
  const phrases = new Phrases([notificationsContext]);
  const pages = new MerchantPages({ publicUrl: 'https://silkport.example' });
  const owners = new PostToOwners(new PersonReads(db.database), new PostMessage(new Outbox(), clock));
  payouts = new OnPayoutSettled(new PayoutMethodReads(db.database), pages, phrases, owners);
  disputes = new OnSaleDisputed(new OrderReads(db.database), pages, phrases, owners);
});
afterAll(() => db.close());

async function person(email: string, locale: Locale, emailConfirmed = true): Promise<string> {
  const [id = ''] = await new CreatePeople(db.database, clock).run([{ email, passwordHash: 'none', locale, isAdmin: false, emailConfirmed }]);
  return id;
}

const join = (merchantId: string, personId: string, role: TeamRole = 'owner') => new AddTeamMembers(db.database, clock).run([{ personId, merchantId, role }]);

interface Mail { recipient: string; locale: string; kind: string; merchant: string; subject: string; text: string; state: string }
const mailsOf = (eventId: string): Promise<Mail[]> => (
  db.dataSource.query('SELECT recipient, locale, kind, merchant_id AS merchant, subject, text, state FROM notifications.messages WHERE event_id = $1 ORDER BY recipient, merchant_id', [eventId])
);

/** A pay-out to a Chinese bank account, in a month before the money arrived. */
async function storePayout(merchantId: string): Promise<string> {
  const [payoutId, methodId] = [newId(), newId()];
  await db.dataSource.query(
    `INSERT INTO settlement.payout_methods (id, merchant_id, kind, country, holder_name, account_number, bank_code, bank_name, set_at, set_by)
     VALUES ($1, $2, 'bank_account', 'CN', '西湖动漫', '6222021234567890123', '102100099996', '中国工商银行', '2026-10-01', $1),
       ($3, $2, 'bank_account', 'CN', '西湖动漫', '6222021234567899999', '102100099996', '另一家银行', '2026-11-02', $1)`, [methodId, merchantId, newId()],
  );
  await db.dataSource.query(
    `INSERT INTO settlement.payouts (id, merchant_id, currency, amount_minor, state, method, method_id, run_date, attempt, sent_minor, sent_currency, rate, created_at)
     VALUES ($1, $2, 'CNY', 71000, 'sent', 'bank_account', $3, '2026-10-30', 1, 71000, 'CNY', '1', '2026-10-30T08:00:00Z')`, [payoutId, merchantId, methodId],
  );
  return payoutId;
}

describe('a pay-out', () => {
  it('that arrived is told once to each owner in their language, with the account it went to, and to nobody else', async () => {
    const merchantId = newId();
    await join(merchantId, await person('wang@example.cn', 'zh-CN'));
    await join(merchantId, await person('olga@example.kz', 'ru'));
    await join(merchantId, await person('staff@example.cn', 'en'), 'staff');
    await join(merchantId, await person('mistyped@example.cn', 'en', false));
    await join(newId(), await person('other@example.cn', 'en'));
    const payoutId = await storePayout(merchantId);
    const event = { eventId: newId(), publishedAt: clock.now() };
    const tell = () => db.database.transaction((tx) => payouts.tellOfPaid(tx, { payoutId, merchantId, amount: money(71_000n, 'CNY'), paidAt: '2026-11-02T08:00:00Z' }, event));
    await tell();
    await tell();
    const mails = await mailsOf(event.eventId);
    expect(mails).toMatchObject([
      { recipient: 'olga@example.kz', locale: 'ru', kind: 'payout-paid', merchant: merchantId, state: 'waiting' }, { recipient: 'wang@example.cn', locale: 'zh-CN', kind: 'payout-paid', merchant: merchantId },
    ]);
    expect(mails[0]?.text).toContain('https://silkport.example/ru/merchant/statements/2026-10');
    for (const { text } of mails) {
      expect(text).toContain('中国工商银行 •••• 0123');
      expect(text).not.toMatch(/62220212|另一家银行/);
    }
    expect(await db.dataSource.query(`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE key LIKE 'send-messages:%'`)).toEqual([{ n: 1 }]);
  });

  it('that came back is told with its reason and the page on which the account is changed', async () => {
    const merchantId = newId();
    await join(merchantId, await person('li@example.cn', 'en'));
    const event = { eventId: newId(), publishedAt: clock.now() };
    const failed = { payoutId: await storePayout(merchantId), merchantId, amount: money(71_000n, 'CNY'), reason: 'AC04', failedAt: '2026-11-03T08:00:00Z' };
    await db.database.transaction((tx) => payouts.tellOfFailed(tx, failed, event));
    const [mail] = await mailsOf(event.eventId);
    for (const part of ['AC04', 'CN¥710.00', 'https://silkport.example/en/merchant/money']) expect(mail?.text).toContain(part);
  });
});

describe('a dispute', () => {
  it.each(['opened', 'won', 'lost'] as const)('that is %s is told to each merchant concerned about its own part only, also where one person owns two', async (stage) => {
    const [both, press] = [await person(`both-${stage}@example.cn`, 'en'), await person(`press-${stage}@example.cn`, 'ar')];
    const lines = [aLine({ merchantName: { en: 'Book Press' } }), aLine({ merchantName: { en: 'Film Studio' } }), aLine({ merchantName: { en: 'Untouched' } })];
    const [pressId, studioId, untouchedId] = lines.map(({ merchantId }) => merchantId) as [string, string, string];
    await join(pressId, both);
    await join(pressId, press);
    await join(studioId, both);
    await join(untouchedId, await person(`untouched-${stage}@example.cn`, 'en'));
    const order = anOrder({ number: `SP-${stage}`, lines });
    await storeOrder(db.database, order);
    const part = (merchantId: string, tenge: bigint, yuan: bigint) => ({ lineId: newId(), merchantId, total: money(tenge, 'KZT'), payable: money(yuan, 'CNY') });
    const dispute: OrderDisputed = {
      disputeId: 'du_1', orderId: order.id, orderNumber: order.number, disputed: money(350_000n, 'KZT'), at: '2026-11-24T08:00:00Z',
      lines: [part(pressId, 100_000n, 1000n), part(pressId, 50_000n, 500n), part(studioId, 200_000n, 2000n)],
    };
    const event = { eventId: newId(), publishedAt: clock.now() };
    await db.database.transaction((tx) => (stage === 'opened' ? disputes.tellOfDispute(tx, dispute, event) : disputes.tellOfDecision(tx, { ...dispute, result: stage }, event)));
    const mails = await mailsOf(event.eventId);
    expect(mails.map(({ recipient, merchant }) => [recipient, merchant]).toSorted()).toEqual([[`both-${stage}@example.cn`, pressId], [`both-${stage}@example.cn`, studioId], [`press-${stage}@example.cn`, pressId]].toSorted());
    const [toPress, toStudio] = [pressId, studioId].map((id) => mails.find(({ merchant, locale }) => merchant === id && locale === 'en')?.text ?? '');
    expect(toPress).toMatch(/Book Press[\s\S]*KZT\s1,500\.00/);
    expect(toStudio).toMatch(/Film Studio[\s\S]*KZT\s2,000\.00/);
    if (stage !== 'lost') expect([toPress?.includes('CN¥15.00'), toStudio?.includes('CN¥20.00')]).toEqual([true, true]);
    for (const text of [toPress, toStudio]) expect(text).not.toContain('3,500.00');
  });
});

import { Phrases } from '@silkport/i18n';
import { locales, money } from '@silkport/values';
import { letterHtml } from './letter-html.js';
import { letterText } from './letter-text.js';
import { merchantDisputeLetter, type MerchantsDispute } from './merchant-dispute-letter.js';
import { notificationsContext } from './notifications.context.js';
import { payoutLetter, type ToldPayout } from './payout-letter.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/en/merchant/statements/2026-11';
const payout: ToldPayout = {
  result: 'paid', amount: money(71_000n, 'CNY'), at: new Date('2026-11-23T08:00:00Z'), reason: null,
  to: { account: '•••• 0123', bankName: '中国工商银行', createdAt: new Date('2026-11-20T08:00:00Z') },
};
const dispute: MerchantsDispute = { stage: 'opened', orderNumber: 'SP-7K3MQ-92XTV', merchantName: 'West Lake Animation', disputed: money(131_560n, 'KZT'), payable: money(1542n, 'CNY') };

describe('the mail about a pay-out', () => {
  it.each([['en', /CN¥710\.00/, 'November 23, 2026'], ['zh-CN', /CNY\s710\.00/, '2026年11月23日'], ['ru', /710,00/, '23 ноября 2026'], ['ar', /710\.00|٧١٠/, '23 نوفمبر 2026']] as const)(
    'says in %s how much arrived, when, and where it was sent to', (locale, sum, date) => {
      const letter = payoutLetter(phrases, locale, payout, url);
      for (const written of [letterHtml(letter), letterText(letter)]) {
        expect(written).toMatch(sum);
        for (const part of [date, '•••• 0123', '中国工商银行', url]) expect(written).toContain(part);
      }
    },
  );

  it('that came back says that nothing is lost, and gives the reason as the bank did', () => {
    const text = letterText(payoutLetter(phrases, 'en', { ...payout, result: 'failed', reason: 'AC04' }, url));
    for (const part of ['payable again', 'AC04', 'Check your account']) expect(text).toContain(part);
    expect(letterText(payoutLetter(phrases, 'en', { ...payout, result: 'failed' }, url))).not.toContain('as a code');
  });

  it('names no account number where the money went to the payment provider', () => {
    const text = letterText(payoutLetter(phrases, 'en', { ...payout, to: { ...payout.to, account: null, bankName: null } }, url));
    expect(text).toContain('Account: your account with the payment provider');
  });
});

describe('the mail to a merchant about a dispute', () => {
  it('says what of its part is disputed and held back, and that the bank is answered without it', () => {
    const text = letterText(merchantDisputeLetter(phrases, 'en', dispute, url));
    for (const part of ['SP-7K3MQ-92XTV', 'West Lake Animation', 'CN¥15.42', 'You need do nothing']) expect(text).toContain(part);
    expect(text).toMatch(/Disputed of your part: KZT\s1,315\.60/);
  });

  it('promises nothing that was held back once it is lost', () => {
    expect(letterText(merchantDisputeLetter(phrases, 'en', { ...dispute, stage: 'lost' }, url))).not.toContain('15.42');
  });
});

describe('every mail to a merchant', () => {
  it.each(locales)('has all of its words in %s, each its own', (locale) => {
    const letters = [
      ...(['paid', 'failed'] as const).map((result) => payoutLetter(phrases, locale, { ...payout, result, reason: 'AC04' }, url)),
      ...(['opened', 'won', 'lost'] as const).map((stage) => merchantDisputeLetter(phrases, locale, { ...dispute, stage }, url)),
    ];
    for (const letter of letters) expect(`${letter.subject} ${letter.preheader} ${letterHtml(letter)} ${letterText(letter)}`).not.toMatch(/(payout|sale|merchant)_\w+|notifications\.|\{\{/);
    expect(new Set(letters.map(({ subject }) => subject)).size).toBe(5);
    expect(new Set(letters.map(letterText)).size).toBe(5);
  });
});

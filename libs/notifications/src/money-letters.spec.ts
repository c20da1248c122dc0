import { Phrases } from '@silkport/i18n';
import { refundReasons } from '@silkport/ordering';
import { locales, money, newId } from '@silkport/values';
import { aPaidLine, aPaidOrder, aRefund } from '../../ordering/src/testing.js';
import { disputeLetter } from './dispute-letter.js';
import { letterText } from './letter-text.js';
import { notificationsContext } from './notifications.context.js';
import { refundLetter } from './refund-letter.js';
import { aLine, anOrder } from './testing.js';
import { withdrawalLetter } from './withdrawal-letter.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/en/orders/SP-7K3MQ-92XTV?key=abc';
const line = aPaidLine();
const order = anOrder({ locale: 'en', lines: [aLine({ id: line.lineId })] });
const refund = aRefund(aPaidOrder({ lines: [line] }), { reason: 'withdrawal' });

describe('the mail about a refund', () => {
  it('says how much goes back, how much of it was tax, for what, why, and that access ended', () => {
    const text = letterText(refundLetter(phrases, order, refund, url));
    expect(text).toMatch(/KZT\s1,315\.60|₸1,315\.60/);
    expect(text).toMatch(/tax: .*181\.46/);
    for (const part of ['Steppe Fox', 'your withdrawal from the contract', 'Access to 1 product has ended', url]) expect(text).toContain(part);
  });

  it('says nothing of access where only part of a line goes back', () => {
    const part = { ...refund, lines: refund.lines.map((each) => ({ ...each, isWhole: false })) };
    expect(letterText(refundLetter(phrases, order, part, url))).not.toContain('has ended');
  });

  it.each(locales)('tells in %s which seats end with pieces of a subscription, and whether they are charged again', (locale) => {
    const part = { ...refund, lines: refund.lines.map((each) => ({ ...each, isWhole: false, pieces: 2, endsSeats: 2 })) };
    const [stays, givenUp, other] = [part, { ...part, givesUpSeats: true as const }, refund].map((each) => letterText(refundLetter(phrases, { ...order, locale }, each, url)));
    const says = (key: string) => phrases.say(locale, `notifications.${key}`, { count: 2 });
    const flat = (text = '') => text.replaceAll(/\s+/g, ' ');
    expect(flat(stays)).toContain(`${says('refund_seats')} ${says('refund_seats_stay')}`);
    expect(flat(givenUp)).toContain(`${says('refund_seats')} ${says('refund_seats_given_up')}`);
    expect(flat(other)).not.toContain(says('refund_seats'));
  });

  it.each(locales)('gives every reason in words in %s', (locale) => {
    const texts = refundReasons.map((reason) => letterText(refundLetter(phrases, { ...order, locale }, { ...refund, reason }, url)));
    expect(new Set(texts).size).toBe(refundReasons.length);
    for (const text of texts) expect(text).not.toMatch(/refund_|notifications\./);
  });
});

describe('the mail about a dispute', () => {
  it.each(locales)('tells in %s what it means for the order, at each stage', (locale) => {
    const texts = (['opened', 'won', 'lost'] as const).map((stage) => letterText(disputeLetter(phrases, { locale, number: order.number }, money(131_560n, 'KZT'), stage, url)));
    expect(new Set(texts).size).toBe(3);
    for (const text of texts) expect(text).toContain(order.number);
  });
});

describe('the receipt of a withdrawal', () => {
  const withdrawal = {
    withdrawalId: newId(), orderId: order.id, orderNumber: order.number, name: 'Айгерім Серікқызы', email: 'aigerim@example.kz', lineIds: [line.lineId], merchantIds: [newId()], returnedLineIds: [], refundId: newId(), waitsFor: [] as ('return' | 'decision')[], receivedAt: '2026-11-23T08:15:30.000Z',
  };

  const owed = [{ lineId: line.lineId, refundMinor: 131_560n, quantity: 1, returnExpected: false, legalSource: null }];
  const letterOf = (received: typeof withdrawal | (Omit<typeof withdrawal, 'refundId'> & { refundId: null }), withdrawn = owed, of: Parameters<typeof withdrawalLetter>[1] = order) => withdrawalLetter(phrases, of, received, withdrawn, url);

  it('proves who withdrew from what, and when to the second', () => {
    const text = letterText(letterOf(withdrawal));
    for (const part of ['Айгерім Серікқызы', 'Steppe Fox', '08:15:30', 'on its way back']) expect(text).toContain(part);
  });

  it('says when the money comes where something has to be sent back first', () => {
    expect(letterText(letterOf({ ...withdrawal, refundId: null, waitsFor: ['return'] }))).toContain('as soon as what was sent has come back');
  });

  it('says that a decision comes first where a bank or an admin has to decide, and both where some of it is paid back at once', () => {
    expect(letterText(letterOf({ ...withdrawal, refundId: null, waitsFor: ['decision'] }))).toContain('once that is decided');
    const mixed = letterText(letterOf({ ...withdrawal, waitsFor: ['return'] }));
    for (const part of ['on its way back', 'as soon as what was sent has come back']) expect(mixed).toContain(part);
  });

  it('says what its page says: where the receipt goes, what is owed for each thing, and what is paid back when', () => {
    const book = aLine({ productName: { en: 'Moon Book' } });
    const both = { ...order, lines: [...order.lines, book] };
    const sent = { lineId: book.id, refundMinor: 50_000n, quantity: 1, returnExpected: true, legalSource: null };
    const text = letterText(letterOf({ ...withdrawal, waitsFor: ['return'] }, [...owed, sent], both));
    for (const part of [/Receipt sent to: aigerim@example\.kz/, /Steppe Fox: \S+\s?1,315\.60/, /Moon Book: \S+\s?500\.00/, /Paid back at once: \S+\s?1,315\.60/, /Paid back after its return: \S+\s?500\.00/, /send the parcel back/]) expect(text).toMatch(part);
    const undecided = letterText(letterOf({ ...withdrawal, refundId: null, waitsFor: ['decision'] }));
    expect(undecided).toMatch(/Paid back after the decision: \S+\s?1,315\.60/);
    expect(undecided).not.toContain('at once');
  });

  it.each(locales)('has all of its words in %s', (locale) => {
    const parts = [...owed, { ...owed[0]!, returnExpected: true }];
    for (const waitsFor of [['return'], ['decision', 'return']] as const) {
      expect(letterText(letterOf({ ...withdrawal, waitsFor: [...waitsFor] }, parts, { ...order, locale }))).not.toMatch(/notifications\.|withdrawal_|\{\{/);
    }
  });
});

import { Phrases } from '@silkport/i18n';
import { locales, newId } from '@silkport/values';
import { letterText } from './letter-text.js';
import { merchantWithdrawalLetter, type WithdrawnSale } from './merchant-withdrawal-letter.js';
import { notificationsContext } from './notifications.context.js';

const phrases = new Phrases([notificationsContext]);
const url = 'https://silkport.example/en/merchant/money';
const line = (en: string) => ({ id: newId(), merchantName: { en: 'Blue Kiln Studio' }, productName: { en } });
const [bowl, advice] = [line('Tea bowl'), line('Glaze advice')];
const sale = (given: Partial<WithdrawnSale['withdrawal']> = {}): WithdrawnSale => (
  { lines: [bowl, advice], withdrawal: { orderNumber: 'SP-7K3MQ-92XTV', returnedLineIds: [bowl.id], waitsFor: ['return'], ...given } }
);

describe('the mail to a merchant about a withdrawal', () => {
  it.each(locales)('names the order and what was withdrawn from, in %s', (locale) => {
    const text = letterText(merchantWithdrawalLetter(phrases, locale, sale(), url));
    for (const part of ['SP-7K3MQ-92XTV', 'Blue Kiln Studio', 'Tea bowl', 'Glaze advice', url]) expect(text).toContain(part);
    expect(text).not.toMatch(/notifications\.|\{\{/);
  });

  it('asks to be told of what comes back, and says what goes back at once', () => {
    const text = letterText(merchantWithdrawalLetter(phrases, 'en', sale(), url));
    for (const part of ['mark its line of the order as returned', 'is on its way back']) expect(text).toContain(part);
    const nothingBack = letterText(merchantWithdrawalLetter(phrases, 'en', sale({ returnedLineIds: [], waitsFor: ['decision'] }), url));
    expect(nothingBack).toContain('is being examined');
    expect(nothingBack).not.toMatch(/comes back to you\n|on its way back/);
  });
});

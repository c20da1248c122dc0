import { money } from '@silkport/values';
import type { CheckoutRequest } from './checkout-request.js';
import { AmountNotChargeable } from '../payments.errors.js';
import { sessionTerms } from './session-terms.js';

const wanted: CheckoutRequest = {
  reference: '019ab0c0-0000-7000-8000-000000000001', amount: money(500_000n, 'KZT'), email: 'aigerim@example.kz', locale: 'ru',
  lines: [
    { title: 'Анимационная книга', description: 'EPUB', quantity: 2, unitAmount: money(150_000n, 'KZT') },
    { title: '数据集', quantity: 1, unitAmount: money(200_000n, 'KZT') },
  ],
  successUrl: 'https://silkport.example/ru/paid', cancelUrl: 'https://silkport.example/ru/basket', expiresAt: new Date('2026-12-01T11:00:00Z'),
  metadata: { order: 'SP-1' },
};

describe('what Stripe is asked for', () => {
  it('has the reference, our mark, the lines and the instant in seconds', () => {
    const terms = sessionTerms(wanted, wanted.expiresAt);
    expect(terms).toMatchObject({
      client_reference_id: wanted.reference, locale: 'ru', expires_at: 1_796_122_800, metadata: { silkport: 'checkout', order: 'SP-1' }, adaptive_pricing: { enabled: false },
    });
    expect(terms.line_items).toEqual([
      { quantity: 2, price_data: { currency: 'kzt', unit_amount: 150_000, product_data: { name: 'Анимационная книга', description: 'EPUB' } } },
      { quantity: 1, price_data: { currency: 'kzt', unit_amount: 200_000, product_data: { name: '数据集' } } },
    ]);
  });

  it.each([['en', 'en'], ['zh-CN', 'zh'], ['ru', 'ru'], ['ar', 'auto']] as const)('shows a reader of %s the page in %s', (locale, page) => {
    expect(sessionTerms({ ...wanted, locale }, wanted.expiresAt).locale).toBe(page);
  });

  it('refuses lines that do not sum to the amount', () => {
    expect(() => sessionTerms({ ...wanted, amount: money(499_999n, 'KZT') }, wanted.expiresAt)).toThrow(/sum to 500000, not to 499999 KZT/);
  });

  it('refuses a line at a price that cards cannot pay, though the sum can be paid', () => {
    const lines = [{ title: 'Oud recordings', quantity: 2, unitAmount: money(1_005n, 'KWD') }];
    expect(() => sessionTerms({ ...wanted, lines, amount: money(2_010n, 'KWD') }, wanted.expiresAt)).toThrow(AmountNotChargeable);
  });

  it('shortens a long title between two characters', () => {
    const [line] = sessionTerms({ ...wanted, lines: [{ ...wanted.lines[0]!, title: '🎨'.repeat(400) }], amount: money(300_000n, 'KZT') }, wanted.expiresAt).line_items!;
    expect(line!.price_data!.product_data!.name).toBe(`${'🎨'.repeat(249)}…`);
  });
});

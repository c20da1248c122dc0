import type { QuotableVariant } from '@silkport/catalog';
import { money } from '@silkport/values';
import { basketView } from './basket-view.js';

const aVariant = (variantId: string, changes: Partial<QuotableVariant> = {}): QuotableVariant => ({
  variantId, productId: `product-${variantId}`, productCode: 'HD-001', productSlug: `slug-${variantId}`, productName: { en: 'A book of clouds' }, variantName: { en: 'EPUB' }, variantCount: 1,
  merchantId: 'merchant-1', merchantName: { en: 'Cloud Frames' }, merchantCountry: 'CN', clusterId: 'hengdian', taxonomyId: 'literature.ebook', deliveryKind: 'download', digitallyDelivered: true, serviceDays: null,
  status: 'published', prices: [money(2800n, 'CNY')], available: null, billing: null, contains: [], ...changes,
});
const variantsOf = (...variants: QuotableVariant[]) => new Map(variants.map((variant) => [variant.variantId, variant]));
const tenge = (variant: QuotableVariant) => money((variant.prices[0]?.amountMinor ?? 0n) * 66n, 'KZT');

describe('basketView', () => {
  it('groups lines by merchant in the order in which they came and adds them up', () => {
    const variants = variantsOf(aVariant('a'), aVariant('b', { merchantId: 'merchant-2', merchantName: { en: 'Delta Data' } }), aVariant('c'));
    const view = basketView([{ variantId: 'a', quantity: 2 }, { variantId: 'b', quantity: 1 }, { variantId: 'c', quantity: 1 }], variants, 'KZT', tenge);
    expect(view.merchants.map(({ id, lines }) => [id, lines.map(({ item }) => item.variantId)])).toEqual([['merchant-1', ['a', 'c']], ['merchant-2', ['b']]]);
    expect(view.total).toEqual(money(4n * 2800n * 66n, 'KZT'));
    expect(view.stuck).toEqual([]);
  });

  it('keeps what cannot be ordered apart, says why, and counts it in no total', () => {
    const variants = variantsOf(aVariant('fine'), aVariant('short', { available: 3 }), aVariant('off', { status: 'withdrawn' }));
    const items = [{ variantId: 'short', quantity: 5 }, { variantId: 'fine', quantity: 1 }, { variantId: 'off', quantity: 1 }, { variantId: 'never', quantity: 1 }];
    const view = basketView(items, variants, 'KZT', tenge);
    expect(view.stuck.map(({ item, reason, available }) => [item.variantId, reason, available])).toEqual([['short', 'short', 3], ['off', 'withdrawn', 0], ['never', 'gone', 0]]);
    expect(view.ready).toEqual([{ variantId: 'fine', quantity: 1 }]);
    expect(view.total).toEqual(money(2800n * 66n, 'KZT'));
  });

  it('takes the last pieces but not one more', () => {
    const variants = variantsOf(aVariant('a', { available: 5 }));
    expect(basketView([{ variantId: 'a', quantity: 5 }], variants, 'KZT', tenge).stuck).toEqual([]);
    expect(basketView([{ variantId: 'a', quantity: 6 }], variants, 'KZT', tenge).stuck).toHaveLength(1);
  });

  it('asks for no price of a line that cannot be ordered', () => {
    const refuse = () => { throw new Error('asked'); };
    expect(basketView([{ variantId: 'a', quantity: 1 }], variantsOf(aVariant('a', { status: 'withdrawn' })), 'KZT', refuse).total).toEqual(money(0n, 'KZT'));
  });
});

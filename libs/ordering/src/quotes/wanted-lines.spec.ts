import { ProductUnknown, ProductWithdrawn, SoldOut, type QuotableVariant } from '@silkport/catalog';
import { money, newId } from '@silkport/values';
import fc from 'fast-check';
import { aPriceTable } from '../../../pricing/src/testing.js';
import { containedIn, wantedLines } from './wanted-lines.js';

const at = new Date('2026-11-24T08:00:00Z');
const table = aPriceTable({ rates: new Map([['KZT', '65.78'], ['EUR', '0.1294'], ['VND', '3521.5'], ['KWD', '0.0431']]) });

function aVariant(priceMinor: bigint, given: Partial<QuotableVariant> = {}): QuotableVariant {
  return {
    variantId: newId(), productId: newId(), productCode: 'code', productSlug: 'slug', productName: { en: 'Thing' }, variantName: { en: 'One' }, variantCount: 1, merchantId: 'merchant',
    merchantName: { en: 'Maker' }, merchantCountry: 'CN', clusterId: 'jingdezhen', taxonomyId: 'dp.pub.ebook', deliveryKind: 'download', digitallyDelivered: true, serviceDays: null, billing: null,
    status: 'published', prices: [money(priceMinor, 'CNY')], available: null, contains: [], ...given,
  };
}

const aBundle = (priceMinor: bigint, held: readonly QuotableVariant[], given: Partial<QuotableVariant> = {}) =>
  aVariant(priceMinor, { deliveryKind: 'bundle', productSlug: 'set', productName: { en: 'The set' }, contains: held.map(({ variantId }) => variantId), ...given });
const mapOf = (...variants: QuotableVariant[]) => new Map(variants.map((variant) => [variant.variantId, variant]));
const linesOf = (items: readonly [QuotableVariant, number][], variants: ReadonlyMap<string, QuotableVariant>, currency = 'CNY') =>
  wantedLines(items.map(([{ variantId }, quantity]) => ({ variantId, quantity })), variants, table, { currency, market: null, at });

describe('a bundle in a basket', () => {
  it('becomes a line for each piece in it, at its share of the one price', () => {
    const [book, bowl] = [aVariant(3000n), aVariant(9000n, { deliveryKind: 'parcel' })];
    const bundle = aBundle(10_000n, [book, bowl, book]);
    const lines = linesOf([[bundle, 2]], mapOf(bundle, book, bowl));
    expect(lines.map(({ variant, quantity, price, bundle: held }) => [variant.variantId, quantity, price.price, price.merchantPrice, held?.productSlug])).toEqual([
      [book.variantId, 2, money(2000n, 'CNY'), money(2000n, 'CNY'), 'set'], [bowl.variantId, 2, money(6000n, 'CNY'), money(6000n, 'CNY'), 'set'],
      [book.variantId, 2, money(2000n, 'CNY'), money(2000n, 'CNY'), 'set'],
    ]);
  });

  it('costs what it says, in whatever currency and whatever is in it', () => {
    fc.assert(fc.property(
      fc.array(fc.bigInt(1n, 10_000_000n), { minLength: 1, maxLength: 6 }), fc.bigInt(100n, 50_000_000n), fc.integer({ min: 1, max: 9 }), fc.constantFrom('CNY', 'KZT', 'EUR', 'VND', 'KWD'),
      (prices, priceMinor, quantity, currency) => {
        const held = prices.map((price) => aVariant(price));
        const bundle = aBundle(priceMinor, held);
        const [alone] = linesOf([[aVariantLike(bundle), quantity]], mapOf(aVariantLike(bundle)), currency);
        const lines = linesOf([[bundle, quantity]], mapOf(bundle, ...held), currency);
        expect(lines.reduce((sum, { price }) => sum + price.price.amountMinor, 0n)).toBe(alone?.price.price.amountMinor);
        expect(lines.reduce((sum, { price }) => sum + price.merchantPrice.amountMinor, 0n)).toBe(priceMinor);
        expect(lines.every(({ price }) => price.price.amountMinor >= 0n && price.rate === alone?.price.rate)).toBe(true);
      },
    ), { numRuns: 200 });
  });

  it('is short when what is in it is, counted together with what is ordered of it alone', () => {
    const seat = aVariant(8000n, { deliveryKind: 'licence-key', available: 3 });
    const bundle = aBundle(10_000n, [seat, aVariant(100n)], { available: 3 });
    const all = mapOf(bundle, seat, ...bundle.contains.slice(1).map((variantId) => aVariant(100n, { variantId })));
    expect(linesOf([[bundle, 2], [seat, 1]], all)).toHaveLength(3);
    expect(() => linesOf([[bundle, 2], [seat, 2]], all)).toThrow(SoldOut);
  });

  it('is not sold while something in it is withdrawn or gone', () => {
    const book = aVariant(3000n);
    const bundle = aBundle(5000n, [book]);
    expect(() => linesOf([[bundle, 1]], mapOf(bundle, { ...book, status: 'withdrawn' }))).toThrow(ProductWithdrawn);
    expect(() => linesOf([[bundle, 1]], mapOf(bundle))).toThrow(ProductUnknown);
    expect(containedIn(mapOf(bundle))).toEqual([book.variantId]);
    expect(containedIn(mapOf(bundle, book))).toEqual([]);
  });
});

/** A single thing at the bundle's price. */
function aVariantLike({ prices }: QuotableVariant): QuotableVariant {
  return aVariant(0n, { prices, variantId: 'alone' });
}

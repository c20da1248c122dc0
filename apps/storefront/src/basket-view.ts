import type { QuotableVariant } from '@silkport/catalog';
import { money, multiplyMoney, sumMoney, type Money, type Translated } from '@silkport/values';
import type { BasketItem } from './basket-cookie.js';

/** A line that can be ordered as it is. */
export interface ReadyLine {
  readonly item: BasketItem;
  readonly variant: QuotableVariant;
  readonly unit: Money;
  readonly total: Money;
}

/** A line that cannot: `short` of pieces (`available` are left), `withdrawn` by its merchant, or `gone` from the catalogue. */
export interface StuckLine {
  readonly item: BasketItem;
  readonly reason: 'short' | 'withdrawn' | 'gone';
  readonly variant?: QuotableVariant;
  readonly available: number;
}

export interface BasketView {
  /** In the order in which each merchant came into the basket. */
  readonly merchants: readonly { readonly id: string; readonly name: Translated; readonly lines: readonly ReadyLine[] }[];
  readonly stuck: readonly StuckLine[];
  readonly ready: readonly BasketItem[];
  readonly total: Money;
}

/** What of a basket can be ordered now and for how much, and what needs a decision first. */
export function basketView(items: readonly BasketItem[], variants: ReadonlyMap<string, QuotableVariant>, currency: string, priceOf: (variant: QuotableVariant) => Money): BasketView {
  const lines: ReadyLine[] = [];
  const stuck: StuckLine[] = [];
  for (const item of items) {
    const variant = variants.get(item.variantId);
    const refusal = refusalOf(item, variant);
    if (refusal || !variant) stuck.push({ item, reason: refusal ?? 'gone', available: variant?.available ?? 0, ...(variant ? { variant } : {}) });
    else lines.push(readyLine(item, variant, priceOf(variant)));
  }
  const merchants = [...Map.groupBy(lines, ({ variant }) => variant.merchantId)].map(([id, own]) => ({ id, name: own[0]?.variant.merchantName ?? {}, lines: own }));
  return { merchants, stuck, ready: lines.map(({ item }) => item), total: lines.length ? sumMoney(lines.map(({ total }) => total), currency) : money(0n, currency) };
}

function refusalOf({ quantity }: BasketItem, variant: QuotableVariant | undefined): StuckLine['reason'] | undefined {
  if (!variant) return 'gone';
  if (variant.status === 'withdrawn') return 'withdrawn';
  return variant.available !== null && variant.available < quantity ? 'short' : undefined;
}

function readyLine(item: BasketItem, variant: QuotableVariant, unit: Money): ReadyLine {
  return { item, variant, unit, total: multiplyMoney(unit, item.quantity) };
}

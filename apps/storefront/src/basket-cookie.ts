import { isId } from '@silkport/values';

export interface BasketItem { readonly variantId: string; readonly quantity: number }

export const basketCookieName = 'silkport_basket';
export const mostLines = 60;
export const mostPieces = 999;

/** A basket lives with its owner: variants and quantities in a cookie, prices never. Whatever is not well-formed is left out. */
export function readBasket(cookie: string | undefined): BasketItem[] {
  if (!cookie) return [];
  return cookie.split('.').slice(0, mostLines).flatMap((part) => {
    const [variantId = '', pieces = ''] = part.split('*');
    const quantity = Number(pieces);
    return isId(variantId) && Number.isInteger(quantity) && quantity > 0 && quantity <= mostPieces ? [{ variantId, quantity }] : [];
  });
}

export function writeBasket(items: readonly BasketItem[]): string {
  return items.map(({ variantId, quantity }) => `${variantId}*${quantity}`).join('.');
}

/** The basket with a variant's quantity changed by `change`, or set; a quantity of zero takes the line out. */
export function withQuantity(items: readonly BasketItem[], variantId: string, change: { add: number } | { set: number }): BasketItem[] {
  const before = items.find((item) => item.variantId === variantId)?.quantity ?? 0;
  const quantity = Math.min(mostPieces, Math.max(0, 'add' in change ? before + change.add : change.set));
  const without = items.filter((item) => item.variantId !== variantId);
  if (quantity === 0) return without;
  if (before === 0) return [...without, { variantId, quantity }].slice(-mostLines);
  return items.map((item) => (item.variantId === variantId ? { variantId, quantity } : item));
}

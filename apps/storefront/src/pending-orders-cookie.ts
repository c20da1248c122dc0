import { isId } from '@silkport/values';

export const pendingOrdersCookieName = 'silkport_pending';

const most = 8;

/**
 * Orders that this browser has placed and not yet seen paid. Their lines stay in the basket, so that an abandoned payment loses
 * nothing; they leave it once, when the order is first seen paid, and not when its page is opened again months later.
 */
export function readPending(cookie: string | undefined): string[] {
  return (cookie?.split('.') ?? []).filter(isId).slice(-most);
}

export function writePending(orderIds: readonly string[]): string {
  return [...new Set(orderIds)].slice(-most).join('.');
}

import type { Posting } from '@silkport/ledger';
import { opposite } from './gather-postings.js';
import type { MerchantAmount } from './merchant-amounts.js';

/** Moves what is payable to merchants into their reserve; with amounts below zero, back. */
export function intoReserve(amounts: readonly MerchantAmount[]): Posting[] {
  return amounts.flatMap(({ merchantId, amount }) => [
    { account: `merchant_payable:${merchantId}` as const, amount }, { account: `merchant_reserve:${merchantId}` as const, amount: opposite(amount) },
  ]);
}

export function outOfReserve(amounts: readonly MerchantAmount[]): Posting[] {
  return intoReserve(amounts.map(({ merchantId, amount }) => ({ merchantId, amount: opposite(amount) })));
}

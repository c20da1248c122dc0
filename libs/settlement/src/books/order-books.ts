import { partsOfAccount, type AccountKind, type PostedTransaction } from '@silkport/ledger';
import { byMerchant, type MerchantAmount } from './merchant-amounts.js';
import { opposite } from './gather-postings.js';

const ofDisputes = new Set(['dispute', 'dispute_won', 'dispute_lost']);
const ofRefunds = new Set(['refund', 'chargeback']);

/** What the sale still holds in reserve, by merchant; what a dispute holds besides is not counted. */
export function heldInReserve(posted: readonly PostedTransaction[]): MerchantAmount[] {
  const held = amountsOn(['merchant_reserve'], posted.filter(({ kind }) => !ofDisputes.has(kind)));
  return held.map(({ merchantId, amount }) => ({ merchantId, amount: opposite(amount) }));
}

/** What merchants have given back of an order, out of what was payable and of their reserve together. */
export function givenBack(posted: readonly PostedTransaction[]): MerchantAmount[] {
  return amountsOn(['merchant_payable', 'merchant_reserve'], posted.filter(({ kind }) => ofRefunds.has(kind)));
}

/** Whether a chargeback is posted that no dispute has been closed with yet. */
export function hasOpenChargeback(posted: readonly PostedTransaction[]): boolean {
  const count = (wanted: string) => posted.filter(({ kind }) => kind === wanted).length;
  return count('chargeback') > count('dispute_lost');
}

function amountsOn(kinds: readonly AccountKind[], posted: readonly PostedTransaction[]): MerchantAmount[] {
  return byMerchant(posted.flatMap(({ postings }) => postings).flatMap(({ account, amount }) => {
    const { kind, owner } = partsOfAccount(account);
    return owner !== null && kinds.includes(kind) ? [{ merchantId: owner, amount }] : [];
  }));
}

import type { Account, OpenMatter, PostedTransaction, Role } from '@silkport/ledger';
import type { BalanceMovement } from '@silkport/payments';
import type { DifferenceKind, Matter } from './reconciliation.entity.js';

export interface FoundDifference {
  readonly kind: DifferenceKind;
  readonly matter: Matter;
  readonly subject: string;
  readonly reference: string | null;
  readonly account: Account;
  readonly currency: string;
  readonly providerMinor: bigint | null;
  readonly postedMinor: bigint | null;
}

const roles = (matter: Matter, accountKind: Role['accountKind'], ours: readonly string[], theirs: readonly string[]): Role[] => [
  ...[...ours, `difference_${matter}`].map((kind): Role => ({ kind, matter, side: 'ours', accountKind })), ...theirs.map((kind): Role => ({ kind, matter, side: 'theirs', accountKind })),
];

/** Who says what about a matter. A failure is of the same matter as what it undoes: the two are even where the provider never moved. */
export const matterRoles: readonly Role[] = [
  ...roles('charge', 'provider_clearing', ['capture'], ['movement_charge']),
  ...roles('refund', 'provider_clearing', ['refund_paid', 'refund_failed'], ['movement_refund', 'movement_refund_failure']),
  ...roles('dispute', 'provider_clearing', ['dispute', 'dispute_won'], ['movement_dispute', 'movement_dispute_reversal']),
  ...roles('transfer', 'payouts', ['payout', 'payout_reversed', 'payout_bank', 'payout_bank_return'], ['movement_transfer', 'movement_transfer_reversal']),
];

/** A movement of the provider's list against the posting of the same id. @param isKnown whether the books could tell what it is @returns undefined where they agree */
export function movementDifference({ id, amount, fee, reference }: BalanceMovement, posted: PostedTransaction | undefined, isKnown: boolean): FoundDifference | undefined {
  const { currency } = amount;
  const providerMinor = amount.amountMinor - fee.amountMinor;
  const about = { matter: 'movement', subject: id, reference, account: 'stripe_balance', currency, providerMinor } as const;
  if (!posted) return providerMinor === 0n ? undefined : { ...about, kind: isKnown ? 'not_posted' : 'unknown_reference', postedMinor: null };
  const postedMinor = balanceMoved(posted, currency);
  return postedMinor === providerMinor ? undefined : { ...about, kind: 'amount_differs', postedMinor };
}

/** How far a transaction moved our balance at the provider. */
export function balanceMoved({ postings }: PostedTransaction, wanted: string): bigint {
  return postings.filter(({ account, amount }) => account === 'stripe_balance' && amount.currency === wanted).reduce((sum, { amount }) => sum + amount.amountMinor, 0n);
}

/** A matter of two days ago that is not even. The other side moves the account the opposite way, so its sign is turned. */
export function matterDifference({ reference, matter, account, ours, theirs }: OpenMatter): FoundDifference {
  const kind = ours && theirs ? 'amount_differs' : ours ? 'not_at_provider' : 'not_posted';
  const currency = (ours ?? theirs)?.currency ?? '';
  return { kind, matter: matter as Matter, subject: reference, reference, account, currency, providerMinor: theirs ? -theirs.amountMinor : null, postedMinor: ours?.amountMinor ?? null };
}

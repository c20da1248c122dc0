/** What the ledger's transactions are, each a key of the messages `settlement.kind_…`. Those of pay-outs and reserves are posted by pay-outs. */
const transactionKinds = [
  'capture', 'sale', 'refund', 'chargeback', 'refund_paid', 'refund_failed', 'refund_unsold', 'refund_sold', 'refund_taken', 'dispute', 'dispute_won', 'dispute_lost',
  'payout', 'payout_reversed', 'payout_bank', 'payout_bank_return', 'reserve_release', 'difference', 'difference_charge', 'difference_refund', 'difference_dispute', 'difference_transfer',
  'movement_charge', 'movement_refund', 'movement_refund_failure', 'movement_dispute', 'movement_dispute_reversal', 'movement_transfer', 'movement_transfer_reversal',
  'movement_payout', 'movement_payout_failure', 'movement_fee',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

export function isTransactionKind(kind: string): kind is TransactionKind {
  return (transactionKinds as readonly string[]).includes(kind);
}

/**
 * The chart of accounts. An account is a kind, or a kind with an owner: `tax_payable:KZ`, `merchant_payable:<merchant id>`. `normal` is the
 * side on which its balance grows; it changes no sum, only how statements are read.
 */
export const accountKinds = {
  provider_clearing: { normal: 'debit', owner: 'none', is: 'captured from buyers, not yet seen on the provider’s balance' },
  stripe_balance: { normal: 'debit', owner: 'none', is: 'our money at Stripe' },
  bank: { normal: 'debit', owner: 'none', is: 'our money at the bank, from which bank files pay' },
  stripe_fees: { normal: 'debit', owner: 'none', is: 'what Stripe kept' },
  buyer_clearing: { normal: 'credit', owner: 'order', is: 'received from a buyer and not yet shared out' },
  refunds: { normal: 'credit', owner: 'order', is: 'owed back to a buyer' },
  chargebacks: { normal: 'debit', owner: 'order', is: 'taken back by a buyer’s bank, dispute undecided' },
  tax_payable: { normal: 'credit', owner: 'authority', is: 'collected for a tax authority' },
  commission: { normal: 'credit', owner: 'none', is: 'what the marketplace earns' },
  merchant_payable: { normal: 'credit', owner: 'merchant', is: 'owed to a merchant' },
  merchant_reserve: { normal: 'credit', owner: 'merchant', is: 'owed to a merchant and held back for a while' },
  payouts: { normal: 'credit', owner: 'merchant', is: 'sent to a merchant, not yet confirmed by the provider' },
  fx: { normal: 'debit', owner: 'none', is: 'the exchange between currencies: its value at a day’s rates is the gain or loss so far' },
  differences: { normal: 'debit', owner: 'none', is: 'found by reconciliation and acknowledged by a person' },
} as const satisfies Record<string, { normal: 'debit' | 'credit'; owner: 'none' | 'order' | 'merchant' | 'authority'; is: string }>;

export type AccountKind = keyof typeof accountKinds;
export type Account = AccountKind | `${AccountKind}:${string}`;

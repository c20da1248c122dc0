import type Stripe from 'stripe';
import { newId } from '../ids.js';

export interface TransferTerms {
  createdAt: number;
  amountMinor: number;
  currency: string;
  description: string | null;
  destination: string;
  metadata: Record<string, string>;
  sourceTransaction: string | null;
  transferGroup: string | null;
}

export function newTransfer(terms: TransferTerms): Stripe.Transfer {
  const id = newId('tr');
  return {
    id,
    object: 'transfer',
    amount: terms.amountMinor,
    amount_reversed: 0,
    balance_transaction: null,
    created: terms.createdAt,
    currency: terms.currency,
    description: terms.description,
    destination: terms.destination,
    livemode: false,
    metadata: terms.metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` } as Stripe.ApiList<Stripe.TransferReversal>,
    reversed: false,
    source_transaction: terms.sourceTransaction,
    source_type: 'card',
    transfer_group: terms.transferGroup,
  };
}

export function newTransferReversal(createdAt: number, transfer: Stripe.Transfer, amountMinor: number, metadata: Record<string, string>): Stripe.TransferReversal {
  return {
    id: newId('trr'),
    object: 'transfer_reversal',
    amount: amountMinor,
    balance_transaction: null,
    created: createdAt,
    currency: transfer.currency,
    destination_payment_refund: null,
    metadata,
    source_refund: null,
    transfer: transfer.id,
  };
}

import { money } from '@silkport/values';
import type { TransferView } from './send-transfer.js';
import type { WantedTransfer } from './stripe-connect.js';
import type { TransferState } from './transfer.entity.js';

export interface TransferRow {
  readonly payout_id: string;
  readonly merchant_id: string;
  readonly account_id: string;
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly state: TransferState;
  readonly failure_reason: string | null;
  readonly stripe_transfer_id: string | null;
  readonly stripe_payout_id: string | null;
  readonly payout_refusals: number;
  readonly reversed_minor: bigint;
  readonly asked_at: Date;
  readonly changed_at: Date;
}

export const transferColumns =
  'payout_id, merchant_id, account_id, amount_minor, currency, description, state, failure_reason, stripe_transfer_id, stripe_payout_id, payout_refusals, reversed_minor, asked_at, changed_at';

export function transferView({ payout_id, amount_minor, currency, state, failure_reason }: TransferRow): TransferView {
  return { payoutId: payout_id, amount: money(amount_minor, currency), state, failureReason: failure_reason };
}

export function wantedTransfer({ payout_id, account_id, amount_minor, currency, description }: TransferRow): WantedTransfer {
  return { payoutId: payout_id, accountId: account_id, amount: money(amount_minor, currency), description };
}

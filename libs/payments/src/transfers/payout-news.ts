import type { Stripe } from 'stripe';
import type { TransferNews } from './move-transfer.js';

/** What a payout of a connected account says of the transfer that it pays out. A status that has not ended says that it was sent. */
export function payoutNews(payout: Stripe.Payout, at: Date): TransferNews {
  const known = { stripePayoutId: payout.id, ...(payout.metadata?.transferId ? { stripeTransferId: payout.metadata.transferId } : {}), at };
  if (payout.status === 'paid') return { to: 'paid', ...known };
  if (payout.status === 'failed' || payout.status === 'canceled') return { to: 'failed', failureReason: payout.failure_code ?? payout.status, ...known };
  return { to: 'sent', ...known };
}

import { Injectable } from '@nestjs/common';
import { Outbox, type Tx } from '@silkport/platform';
import { isId } from '@silkport/values';
import type { Stripe } from 'stripe';
import { applyReversed } from './apply-reversed.js';
import { moveTransfer } from './move-transfer.js';
import { payoutNews } from './payout-news.js';
import { refreshAccount } from './refresh-account.js';
import type { WebhookEffect } from '../webhooks/webhook-effects.js';

/** What the notifications about merchants' accounts and the transfers to them do here. Those that an account sends carry its id as `account`. */
@Injectable()
export class ConnectEffects {
  constructor(private readonly outbox: Outbox) {}

  /** Undefined for what is not about us, as for the payouts to the platform's own bank. */
  of(event: Stripe.Event): WebhookEffect | undefined {
    const at = new Date(event.created * 1000);
    switch (event.type) {
      case 'account.updated':
        return this.refresh(event.data.object.id);
      case 'payout.created':
      case 'payout.updated':
      case 'payout.paid':
      case 'payout.failed':
      case 'payout.canceled':
        return event.account ? this.ofPayout(event.data.object, at) : undefined;
      case 'transfer.created':
      case 'transfer.reversed':
        return this.ofTransfer(event.data.object, at);
      default:
        return undefined;
    }
  }

  private refresh(accountId: string): WebhookEffect {
    return async (tx: Tx) => {
      await this.outbox.enqueue(tx, refreshAccount, { accountId }, `payments/refresh-account:${accountId}`);
      return true;
    };
  }

  private ofPayout(payout: Stripe.Payout, at: Date): WebhookEffect | undefined {
    const payoutId = payout.metadata?.payoutId ?? '';
    return isId(payoutId) ? async (tx) => (await moveTransfer(tx, this.outbox, payoutId, payoutNews(payout, at)))?.applied ?? false : undefined;
  }

  private ofTransfer(transfer: Stripe.Transfer, at: Date): WebhookEffect | undefined {
    const payoutId = transfer.metadata.payoutId ?? '';
    if (!isId(payoutId)) return undefined;
    return async (tx) => {
      const sent = await moveTransfer(tx, this.outbox, payoutId, { to: 'sent', stripeTransferId: transfer.id, at });
      return (await applyReversed(tx, this.outbox, payoutId, transfer, at)) || (sent?.applied ?? false);
    };
  }
}

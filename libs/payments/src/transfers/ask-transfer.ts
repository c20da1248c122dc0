import { Injectable, Logger } from '@nestjs/common';
import { findCurrency } from '@silkport/markets';
import { Database, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { moveTransfer, type TransferNews } from './move-transfer.js';
import { payoutNews } from './payout-news.js';
import type { StripeAmount } from '../stripe-amount.js';
import { connectRefusal, StripeConnect } from './stripe-connect.js';
import { wantedTransfer, type TransferRow } from './transfer-row.js';

const noteRefusal = statement('payments.note_payout_refusal', 'UPDATE payments.transfers SET payout_refusals = payout_refusals + 1, failure_reason = $3 WHERE payout_id = $1 AND payout_refusals = $2');

/** Brings a transfer as far as Stripe lets it now: to the connected account, from there to the bank. Repeating it makes no second one of either. */
@Injectable()
export class AskTransfer {
  private readonly logger = new Logger('payments');

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly connect: StripeConnect,
    private readonly clock: Clock,
  ) {}

  /** @param isNew whether Stripe cannot have heard of it yet @throws PaymentProviderAway; what is done stays done, and the sweep goes on from there */
  async run(row: TransferRow, isNew: boolean): Promise<TransferRow> {
    const sent = row.state === 'asked' ? await this.move(row, await this.sent(row, isNew)) : row;
    if (sent.state !== 'sent') return sent;
    const payout = sent.stripe_payout_id ? await this.connect.retrievePayout(sent.stripe_payout_id, sent.account_id) : await this.paidOut(sent, isNew);
    return payout ? this.move(sent, payoutNews(payout, this.clock.now())) : sent;
  }

  /** Stripe forgets a key after a day: a transfer that may have been made before is looked for first. */
  private async sent(row: TransferRow, isNew: boolean): Promise<TransferNews> {
    const at = this.clock.now();
    try {
      const transfer = (isNew ? undefined : await this.connect.findTransfer(row.payout_id)) ?? (await this.connect.transfer(wantedTransfer(row)));
      return { to: 'sent', stripeTransferId: transfer.id, at };
    } catch (error) {
      const failureReason = connectRefusal(error);
      if (failureReason === undefined) throw error;
      return { to: 'failed', failureReason, at };
    }
  }

  /** Undefined while Stripe refuses, as it does until the money is available on the account: asked again later. */
  private async paidOut(row: TransferRow, isNew: boolean): Promise<Stripe.Payout | undefined> {
    const { payout_id: payoutId, account_id: accountId, stripe_transfer_id: transferId } = row;
    if (!transferId) return undefined;
    const earlier = isNew ? undefined : await this.connect.findPayout(payoutId, accountId, row.asked_at);
    if (earlier) return earlier;
    const transfer = await this.connect.retrieveTransfer(transferId);
    const arrived = await this.connect.arrived(transfer, accountId);
    const amount = payableOf(arrived, transfer);
    if (amount <= 0) return undefined;
    try {
      return await this.connect.payout(wantedTransfer(row), { ...arrived, amount }, transferId, row.payout_refusals);
    } catch (error) {
      const failureReason = connectRefusal(error);
      if (failureReason === undefined) throw error;
      this.logger.warn(`The payout of ${payoutId} waits in ${accountId}: ${failureReason}`);
      await this.database.read(noteRefusal, [payoutId, row.payout_refusals, failureReason]);
      return undefined;
    }
  }

  private async move(row: TransferRow, news: TransferNews): Promise<TransferRow> {
    const moved = await this.database.transaction((tx) => moveTransfer(tx, this.outbox, row.payout_id, news));
    return moved?.transfer ?? row;
  }
}

/** What was taken back meanwhile is not there to be paid out; and forints and Taiwan dollars are paid out whole: the rest stays on the account. */
function payableOf(arrived: StripeAmount, { amount, amount_reversed }: Stripe.Transfer): number {
  const left = (BigInt(arrived.amount) * BigInt(amount - amount_reversed)) / BigInt(amount);
  const currency = findCurrency(arrived.currency.toUpperCase());
  const step = currency ? currency.payoutStepMinor / 10n ** BigInt(Math.max(0, currency.minorUnits - currency.chargeDecimals)) : 1n;
  return Number(left - (left % (step || 1n)));
}

import { Injectable } from '@nestjs/common';
import { AmountNotChargeable, CurrencyNotChargeable, MerchantNotConnected, SendTransfer, type TransferRequest, type TransferView } from '@silkport/payments';
import { Database, Outbox, Runs, statement } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { changePayout } from './change-payout.js';
import { sendPayoutJob } from './payout-jobs.js';

const unsent = statement('settlement.unsent_payout', `
  SELECT p.merchant_id AS "merchantId", p.sent_minor AS "sentMinor", p.sent_currency AS "sentCurrency", to_char(p.run_date, 'YYYY-MM-DD') AS "runDate"
  FROM settlement.payouts p LEFT JOIN settlement.payout_holds h ON h.merchant_id = p.merchant_id
  WHERE p.id = $1 AND p.method = 'stripe' AND p.state = 'created' AND h.merchant_id IS NULL`);

type Sending = Pick<TransferView, 'state' | 'failureReason'>;

/** Asks the provider to send a pay-out. The pay-out's id is the key of the transfer, so asking again sends nothing twice. */
@Injectable()
export class SendPayout {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly sendTransfer: SendTransfer,
    private readonly clock: Clock,
  ) {}

  /** A merchant that is held meanwhile is sent nothing: the release asks again. @throws PaymentProviderAway */
  @Runs(sendPayoutJob)
  async run({ payoutId }: { readonly payoutId: string }): Promise<void> {
    const [payout] = await this.database.read<{ merchantId: string; sentMinor: bigint; sentCurrency: string; runDate: string }>(unsent, [payoutId]);
    if (!payout) return;
    const { merchantId, sentMinor, sentCurrency, runDate } = payout;
    const { state, failureReason } = await this.send({ payoutId, merchantId, amount: money(sentMinor, sentCurrency), description: `Silkport ${runDate}` });
    if (state === 'asked') return;
    await this.database.transaction((tx) => changePayout(tx, this.outbox, { payoutId, to: state, reason: failureReason, at: this.clock.now() }));
  }

  /** What can never be sent has failed and is payable again; asking once more would change nothing. */
  private async send(wanted: TransferRequest): Promise<Sending> {
    try {
      return await this.sendTransfer.run(wanted);
    } catch (error) {
      if (error instanceof AmountNotChargeable || error instanceof CurrencyNotChargeable || error instanceof MerchantNotConnected) return { state: 'failed', failureReason: error.code };
      throw error;
    }
  }
}

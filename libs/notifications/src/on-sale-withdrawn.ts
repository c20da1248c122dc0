import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { OrderReads, withdrawalReceived, type WithdrawalReceived } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { MerchantPages } from './merchant-pages.js';
import { merchantWithdrawalLetter } from './merchant-withdrawal-letter.js';
import { PostToOwners } from './post-to-owners.js';

/** Writes to the owners of each merchant from whose lines a buyer has withdrawn: what comes back, and what they have to say then. */
@Injectable()
export class OnSaleWithdrawn {
  constructor(private readonly orders: OrderReads, private readonly pages: MerchantPages, private readonly phrases: Phrases, private readonly postToOwners: PostToOwners) {}

  @Handles(withdrawalReceived, 'notifications/tell-merchants-of-withdrawal')
  async tell(tx: Tx, withdrawal: WithdrawalReceived, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(withdrawal.orderId);
    if (!order) throw new Error(`The order ${withdrawal.orderId} of a withdrawal cannot be read`);
    for (const merchantId of withdrawal.merchantIds) {
      const lines = order.lines.filter((line) => line.merchantId === merchantId && withdrawal.lineIds.includes(line.id));
      await this.postToOwners.run(tx, {
        eventId, kind: 'sale-withdrawn', merchantId, letterIn: (locale) => merchantWithdrawalLetter(this.phrases, locale, { lines, withdrawal }, this.pages.money(locale)),
      });
    }
  }
}

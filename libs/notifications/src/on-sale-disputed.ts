import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { orderDisputed, orderDisputeDecided, OrderReads, type OrderDisputed, type OrderDisputeDecided } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { sumMoney, translation } from '@silkport/values';
import { merchantDisputeLetter, type MerchantsDispute } from './merchant-dispute-letter.js';
import { MerchantPages } from './merchant-pages.js';
import { PostToOwners } from './post-to-owners.js';

/** Writes to the owners of each merchant whose sale a buyer's bank disputes, about its own part only, and again when it is decided. */
@Injectable()
export class OnSaleDisputed {
  constructor(private readonly orders: OrderReads, private readonly pages: MerchantPages, private readonly phrases: Phrases, private readonly postToOwners: PostToOwners) {}

  @Handles(orderDisputed, 'notifications/tell-merchants-of-dispute')
  tellOfDispute(tx: Tx, dispute: OrderDisputed, { eventId }: EventContext): Promise<void> {
    return this.tell(tx, dispute, 'opened', eventId);
  }

  @Handles(orderDisputeDecided, 'notifications/tell-merchants-of-dispute-decided')
  tellOfDecision(tx: Tx, dispute: OrderDisputeDecided, { eventId }: EventContext): Promise<void> {
    return this.tell(tx, dispute, dispute.result, eventId);
  }

  private async tell(tx: Tx, { orderId, orderNumber, lines, disputed }: OrderDisputed, stage: MerchantsDispute['stage'], eventId: string): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The disputed order ${orderId} cannot be read`);
    for (const merchantId of new Set(lines.map((line) => line.merchantId))) {
      const own = lines.filter((line) => line.merchantId === merchantId);
      const name = order.lines.find((line) => line.merchantId === merchantId)?.merchantName ?? {};
      const part = { stage, orderNumber, disputed: sumMoney(own.map(({ total }) => total), disputed.currency), payable: sumMoney(own.map(({ payable }) => payable), own[0]?.payable.currency ?? disputed.currency) };
      await this.postToOwners.run(tx, {
        eventId, kind: stage === 'opened' ? 'sale-disputed' : `sale-dispute-${stage}`, merchantId,
        letterIn: (locale) => merchantDisputeLetter(this.phrases, locale, { ...part, merchantName: translation(name, locale).text }, this.pages.money(locale)),
      });
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Handles, prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { consentsAt } from './consents.js';
import { orderConfirmationSent, type OrderConfirmationSent } from './ordering.events.js';

const languageOf = statement('ordering.language_of_waiver', `
  SELECT locale FROM ordering.orders WHERE id = $1 AND consents @> '[{"kind": "loss_of_withdrawal"}]' AND NOT consents @> '[{"kind": "durable_confirmation"}]' FOR UPDATE`);
const confirmed = statement('ordering.confirm_waiver', 'UPDATE ordering.orders SET consents = consents || $2::jsonb WHERE id = $1');

/** Completes a buyer's waiver once it has been confirmed on a durable medium (Directive 2011/83/EU, Art. 8 (7) and 16 (m) (iii)), and not before. */
@Injectable()
export class OnOrderConfirmationSent {
  @Handles(orderConfirmationSent, 'ordering/complete-waiver')
  async complete(tx: Tx, { orderId, sentAt }: OrderConfirmationSent): Promise<void> {
    const [order] = await prepared<{ locale: Locale }>(tx, languageOf, [orderId]);
    if (order) await prepared(tx, confirmed, [orderId, toJson(consentsAt(new Date(sentAt), order.locale, ['durable_confirmation']))]);
  }
}

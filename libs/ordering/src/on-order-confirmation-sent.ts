import { Injectable } from '@nestjs/common';
import { Handles, prepared, statement, toJson, type Tx } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { changeOrder } from './change-order.js';
import { consentsAt, type Consent } from './withdrawals/consents.js';
import { endOfRights } from './withdrawals/end-of-rights.js';
import { lockOrder } from './lock-order.js';
import { orderConfirmationSent, type OrderConfirmationSent } from './ordering.events.js';

const confirm = statement('ordering.confirm_waiver', `
  UPDATE ordering.orders SET consents = consents || $2::jsonb
  WHERE id = $1 AND consents @> '[{"kind": "loss_of_withdrawal"}]' AND NOT consents @> '[{"kind": "durable_confirmation"}]' RETURNING consents`);

/** Completes a buyer's waiver once it has been confirmed on a durable medium (Directive 2011/83/EU, Art. 8 (7) and 16 (m) (iii)), and not before. */
@Injectable()
export class OnOrderConfirmationSent {
  @Handles(orderConfirmationSent, 'ordering/complete-waiver')
  async complete(tx: Tx, { orderId, sentAt }: OrderConfirmationSent): Promise<void> {
    const order = await lockOrder(tx, orderId);
    const at = new Date(sentAt);
    const [given] = order?.consents ?? [];
    const added = consentsAt(at, given?.locale ?? fallback, ['durable_confirmation']);
    const [confirmed] = await prepared<{ consents: readonly Consent[] }>(tx, confirm, [orderId, toJson(added)]);
    // What was delivered before has no right any more that the order would wait for.
    if (!order || !confirmed || !order.completesAt || order.completedAt) return;
    const completesAt = endOfRights({ ...order, consents: confirmed.consents }, order.lines, at);
    await changeOrder(tx, order, { lines: order.lines, completesAt }, { actor: 'clock', reason: 'the waiver was confirmed', at });
  }
}

/** Of an order without any consent there is no waiver to confirm. */
const fallback: Locale = 'en';

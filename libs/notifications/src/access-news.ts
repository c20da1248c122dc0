import type { AccessChanged } from '@silkport/delivery';
import type { Delivered } from '@silkport/platform';
import { isId } from '@silkport/values';
import type { AccessNews, AccessToTell } from './access-letter.js';

export interface OrdersNews extends AccessToTell { readonly orderId: string; /** Of the first of the events that it is about. */ readonly eventId: string }

/** Their own letters tell of these: money that goes back, a bank that asks, a subscription that is not paid. */
const toldElsewhere: ReadonlySet<string> = new Set(['refund', 'dispute', 'withdrawal', 'subscription']);

/** What buyers are to be told of changes: once an order, kind of change and reason, however many seats it is about. */
export function accessNewsOf(events: readonly Delivered<AccessChanged>[]): OrdersNews[] {
  const told = events.flatMap(({ payload, context: { eventId } }) => {
    const news = newsOf(payload);
    return news ? [{ ...payload, news, eventId, reason: isId(payload.actor) ? payload.reason : null }] : [];
  });
  return [...Map.groupBy(told, ({ orderId, news, reason }) => JSON.stringify([orderId, news, reason])).values()].flatMap((group) => group.slice(0, 1).map(({ eventId, orderId, news, reason }) => (
    { eventId, orderId, news, reason, lineIds: [...new Set(group.map(({ orderLineId }) => orderLineId))] }
  )));
}

/** The end of a subscription is told by whoever renews it. */
function newsOf({ from, to, actor, deliveryKind }: AccessChanged): AccessNews | undefined {
  if (toldElsewhere.has(actor) || (deliveryKind === 'subscription' && to === 'expired')) return undefined;
  switch (to) {
    case 'active': return from === 'granted' ? 'opened' : 'restored';
    case 'granted': return undefined;
    default: return to;
  }
}

import type { EntitlementState } from '@silkport/delivery';
import type { OrderLineView, OrderView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';

interface StateOf { readonly state: EntitlementState; readonly expiresAt: Date | null }
interface StateOfLine extends StateOf { readonly isSetUp?: boolean; readonly line: Pick<OrderLineView, 'state' | 'deliveryKind'>; readonly order: Pick<OrderView, 'status' | 'country'> }

/** In a word where something bought stands, and until when. */
export function ItemState({ visitor, of: { state, expiresAt } }: { visitor: Visitor; of: StateOf }) {
  return (
    <p class="item-state"><span class={`tag state-${state}`}>{visitor.t(`item.state.${state}`)}</span>{state === 'active' && expiresAt ? <span class="hint"> {visitor.t('item.until', { date: visitor.date(expiresAt) })}</span> : null}</p>
  );
}

/** Why something cannot be used and what can be done about it, in a sentence; nothing of what can. */
export function StateSentence({ visitor, of }: { visitor: Visitor; of: StateOfLine }) {
  if (of.state === 'active') return null;
  return <p class={of.state === 'suspended' ? 'notice notice-wrong' : 'notice'}>{sentenceOf(visitor, of)}</p>;
}

function sentenceOf(visitor: Visitor, { state, expiresAt, line, order, isSetUp = true }: StateOfLine): string {
  if (state === 'granted' && !isSetUp) return visitor.t('item.not_set_up');
  switch (state) {
    case 'granted': return line.deliveryKind === 'data-set' ? visitor.t('data_query.waits', { place: visitor.region(order.country) }) : visitor.t('receive.granted');
    case 'suspended': return visitor.t(`receive.${order.status === 'disputed' ? 'suspended_dispute' : line.deliveryKind === 'subscription' ? 'suspended_subscription' : 'suspended'}`);
    case 'expired': return expiresAt ? visitor.t('item.was_until', { date: visitor.date(expiresAt) }) : visitor.t('receive.expired');
    default: return visitor.t(line.state === 'refunded' || line.state === 'lost' ? 'order_money.line_over' : `receive.${state}`);
  }
}

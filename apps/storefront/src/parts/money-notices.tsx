import type { OrderView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';

/** What has become of the money of a paid order: given back in part or whole, asked for by the buyer's bank, or taken by it. */
export function MoneyNotices({ visitor, order: { status, refunded, total } }: { visitor: Visitor; order: Pick<OrderView, 'status' | 'refunded' | 'total'> }) {
  const sums = { sum: visitor.money(refunded), total: visitor.money(total) };
  switch (status) {
    case 'disputed': return <p class="notice" role="status">{visitor.t('order.disputed', sums)}</p>;
    case 'lost': return <p class="notice" role="status">{visitor.t('order.lost')}</p>;
    case 'refunded': return <p class="notice" role="status">{visitor.t('order.refunded', sums)}</p>;
    case 'partly_refunded': return <p class="notice" role="status">{visitor.t('order.partly_refunded', sums)}</p>;
    default: return null;
  }
}

import type { WithdrawalView } from '@silkport/ordering';
import { orderPath, type HeldOrder } from '../held-orders.js';
import { utcSecond } from '../parts/clock-time.js';
import { Icon } from '../parts/icon.js';
import { WithdrawnLines } from '../parts/withdrawn-lines.js';
import type { Visitor } from '../visitor.js';

/** What was said and when it came in, to the second; the same is sent by mail. */
export function WithdrawalReceiptPage({ visitor, held, withdrawal }: { visitor: Visitor; held: HeldOrder; withdrawal: WithdrawalView }) {
  const { name, email, confirmedAt, declaredAt, refundId } = withdrawal;
  const receivedAt = confirmedAt ?? declaredAt;
  return (
    <section class="wrap narrow buying">
      <h1 class="done"><Icon name="check" /> {visitor.t('withdrawal.receipt_title')}</h1>
      <p class="lead">{visitor.t('withdrawal.receipt_mail', { email })}</p>
      <div class="sheet receipt-sheet">
        <dl class="facts">
          <div><dt>{visitor.t('order.number')}</dt><dd><bdi dir="ltr">{held.order.number}</bdi></dd></div>
          <div><dt>{visitor.t('withdrawal.received_at')}</dt><dd><time dateTime={receivedAt.toISOString()}>{visitor.date(receivedAt, utcSecond)}</time></dd></div>
          <div><dt>{visitor.t('withdrawal.name')}</dt><dd><bdi>{name}</bdi></dd></div>
          <div><dt>{visitor.t('withdrawal.email')}</dt><dd><bdi dir="ltr">{email}</bdi></dd></div>
        </dl>
        <h2>{visitor.t('withdrawal.about')}</h2>
        <WithdrawnLines visitor={visitor} order={held.order} withdrawal={withdrawal} />
        {refundId ? <p class="quiet">{visitor.t('order_money.refund_way')}</p> : null}
      </div>
      <p><a class="button quiet-button" href={visitor.link(orderPath(held))}>{visitor.t('withdrawal.to_order')}</a></p>
    </section>
  );
}

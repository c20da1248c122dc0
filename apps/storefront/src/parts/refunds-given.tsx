import type { OrderRefundView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';

/** Money that went back or is about to: how much, when, why, and whether it has arrived. */
export function RefundsGiven({ visitor, refunds }: { visitor: Visitor; refunds: readonly OrderRefundView[] }) {
  if (!refunds.length) return null;
  return (
    <section class="sheet refunds" aria-labelledby="refunds">
      <h2 id="refunds">{visitor.t('order_money.refunds')}</h2>
      <ul class="plain-rows">
        {refunds.map(({ total, askedAt, settledAt, reason, state }) => (
          <li>
            <span><strong>{visitor.t(`order_money.refund_${state}`)}</strong> · {visitor.date(settledAt ?? askedAt)}<span class="hint fact-line">{visitor.t(`order_money.reason_${reason}`)}</span></span>
            <span class="money">{visitor.money(total)}</span>
          </li>
        ))}
      </ul>
      {refunds.some(({ state }) => state === 'asked') ? <p class="hint">{visitor.t('order_money.refund_way')}</p> : null}
      {refunds.some(({ state }) => state === 'failed') ? <p class="notice notice-wrong">{visitor.t('order_money.refund_failed_help')}</p> : null}
    </section>
  );
}

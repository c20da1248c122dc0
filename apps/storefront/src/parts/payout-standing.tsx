import type { PayoutView } from '@silkport/settlement';
import { sameMoney } from '@silkport/values';
import type { Visitor } from '../visitor.js';

/** The day that a pay-out is told by: when it ended, else was paid, else was made. */
export function settledOn({ createdAt, paidAt, endedAt }: PayoutView): Date {
  return endedAt ?? paidAt ?? createdAt;
}

/** How far a pay-out has come, why it came back, and what was sent for it in another currency. */
export function PayoutStanding({ visitor, payout: { amount, sent, state, reason } }: { visitor: Visitor; payout: PayoutView }) {
  const hasEnded = state === 'failed' || state === 'reversed';
  return (
    <>
      <strong class={hasEnded ? 'below-zero' : undefined}>{visitor.t(`merchant_money.payout_${state}`)}</strong>
      {hasEnded ? <span class="hint fact-line">{visitor.t('merchant_money.payout_again')}{reason ? <> <bdi dir="ltr">({reason})</bdi></> : null}</span> : null}
      {sameMoney(amount, sent) ? null : <span class="hint fact-line">{visitor.t('merchant_money.sent_as', { sum: visitor.money(sent) })}</span>}
    </>
  );
}

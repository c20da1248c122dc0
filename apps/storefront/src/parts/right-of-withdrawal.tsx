import type { LineRight } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';

/** Periods end with a day in UTC, so it is named in UTC. */
export const utcDay: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };

/** Whether a line can be given back and until when, or why not; with the law that says so. */
export function RightOfWithdrawal({ visitor, right: { line, reason, until, refundShare, legalSource } }: { visitor: Visitor; right: LineRight }) {
  return (
    <>
      <span>{reason === 'nothing_left' && line.total.amountMinor === 0n ? visitor.t('order_money.right_nothing_paid') : sentence(visitor, reason, until)}{refundShare.kind !== 'whole' ? ` ${visitor.t('order_money.right_pro_rata')}` : ''}</span>
      {legalSource && reason !== 'nothing_left' ? <small class="law"><bdi dir="auto">{legalSource}</bdi></small> : null}
    </>
  );
}

function sentence(visitor: Visitor, reason: LineRight['reason'], until: Date | null): string {
  const lastDay = until ? visitor.date(new Date(until.getTime() - 1), utcDay) : undefined;
  if (reason === 'in_period' && lastDay) return visitor.t('order_money.right_until', { date: lastDay });
  if (reason === 'period_over' && lastDay) return visitor.t('order_money.right_ended', { date: lastDay });
  return visitor.say(`ordering.withdrawal_${reason}`);
}

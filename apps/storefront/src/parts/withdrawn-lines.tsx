import type { OrderView, WithdrawalView } from '@silkport/ordering';
import { money } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { BoughtName } from './bought-name.js';

/** What a withdrawal is about, and what is paid back for it when. */
export function WithdrawnLines({ visitor, order, withdrawal: { lines } }: { visitor: Visitor; order: OrderView; withdrawal: Pick<WithdrawalView, 'lines'> }) {
  const { currency } = order.total;
  const sumOf = (returned: boolean) => lines.reduce((sum, { refundMinor, returnExpected }) => (returnExpected === returned ? sum + refundMinor : sum), 0n);
  const [atOnce, afterReturn] = [sumOf(false), sumOf(true)];
  return (
    <>
      <ul class="plain-rows">
        {lines.map(({ lineId, refundMinor }) => {
          const line = order.lines.find(({ id }) => id === lineId);
          return line ? <li><span><BoughtName visitor={visitor} of={line} /></span><span class="money">{visitor.money(money(refundMinor, currency))}</span></li> : null;
        })}
      </ul>
      <dl class="sums">
        {atOnce > 0n ? <div class="sum-total"><dt>{visitor.t('withdrawal.back_at_once')}</dt><dd class="money">{visitor.money(money(atOnce, currency))}</dd></div> : null}
        {afterReturn > 0n ? <div class="sum-total"><dt>{visitor.t('withdrawal.back_after_return')}</dt><dd class="money">{visitor.money(money(afterReturn, currency))}</dd></div> : null}
      </dl>
      {afterReturn > 0n ? <p>{visitor.t('withdrawal.return_how')}</p> : null}
    </>
  );
}

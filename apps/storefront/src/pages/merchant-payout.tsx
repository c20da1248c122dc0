import type { PayoutLineView, PayoutView } from '@silkport/settlement';
import { PayoutStanding, settledOn } from '../parts/payout-standing.js';
import { utcDay } from '../parts/right-of-withdrawal.js';
import { SignedMoney } from '../parts/signed-money.js';
import type { Visitor } from '../visitor.js';

interface PayoutProps { readonly visitor: Visitor; readonly payout: PayoutView; readonly lines: readonly PayoutLineView[] }

export function payoutTitle(visitor: Visitor, payout: PayoutView): string {
  return visitor.t('merchant_money.payout_of', { date: visitor.date(settledOn(payout), utcDay) });
}

/** What a pay-out settled: its lines sum to its amount. */
export function MerchantPayoutPage({ visitor, payout, lines }: PayoutProps) {
  const say = (key: string) => visitor.say(`settlement.statement.${key}`);
  return (
    <div class="wrap buying">
      <p><a href={visitor.link('/merchant/money#payouts')}>{visitor.t('merchant_money.title')}</a></p>
      <h1 id="payout">{payoutTitle(visitor, payout)}</h1>
      <section class="sheet statement" aria-labelledby="payout">
        <div class="purchase-head">
          <span><PayoutStanding visitor={visitor} payout={payout} /></span>
          <span class="quiet">{visitor.t('merchant_money.entries', { count: lines.length })}</span>
          <SignedMoney visitor={visitor} of={payout.amount} />
        </div>
        <div class="table-scroll" role="group" tabIndex={0} aria-labelledby="payout">
          <table>
            <thead><tr><th scope="col">{say('date')}</th><th scope="col">{say('kind')}</th><th scope="col" class="money">{say('payable')}</th></tr></thead>
            <tbody>{lines.map((line) => <Line visitor={visitor} line={line} label={say('payable')} />)}</tbody>
            <tfoot>
              <tr class="balance-row"><th scope="row" colSpan={2}>{visitor.t('merchant_money.payout_sum')}</th><td class="money" data-label={say('payable')}><SignedMoney visitor={visitor} of={payout.amount} /></td></tr>
            </tfoot>
          </table>
        </div>
      </section>
    </div>
  );
}

function Line({ visitor, line: { occurredAt, kind, orderNumber, amount }, label }: { visitor: Visitor; line: PayoutLineView; label: string }) {
  return (
    <tr>
      <td class="nowrap">{visitor.date(occurredAt, utcDay)}</td>
      <td>{visitor.say(`settlement.kind_${kind}`)}{orderNumber ? <span class="hint fact-line nowrap"><bdi dir="ltr">{orderNumber}</bdi></span> : null}</td>
      <td class="money" data-label={label}><SignedMoney visitor={visitor} of={amount} /></td>
    </tr>
  );
}

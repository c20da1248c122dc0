import type { PayoutView } from '@silkport/settlement';
import type { MerchantMoney } from '../merchant-money-reads.js';
import { Balance } from '../parts/balance.js';
import { FileLink } from '../parts/invoice-links.js';
import { monthName } from '../parts/month-name.js';
import { PayoutStanding, settledOn } from '../parts/payout-standing.js';
import { utcDay } from '../parts/right-of-withdrawal.js';
import type { Visitor } from '../visitor.js';

/** What a merchant is owed, what was paid out, and the statements that explain both. */
export function MerchantMoneyPage({ visitor, of: { balances, terms, method, payouts, statements } }: { visitor: Visitor; of: MerchantMoney }) {
  return (
    <div class="wrap buying">
      <h1>{visitor.t('merchant_money.title')}</h1>
      {method.missing.map((what) => <p class="notice notice-wrong">{visitor.t(`merchant_money.missing_${what}`)}{what === 'hold' && method.heldBecause ? <> <bdi>{method.heldBecause}</bdi></> : null}</p>)}
      {balances.length
        ? <div class="balances">{balances.map((balance) => <Balance visitor={visitor} of={balance} terms={terms.find(({ currency }) => currency === balance.currency)} />)}</div>
        : <p class="lead">{visitor.t('merchant_money.nothing')}</p>}
      {method.account ? <p class="quiet">{visitor.t('merchant_money.paid_to')} <bdi dir="ltr">{method.account}</bdi>{method.holderName ? <>, <bdi>{method.holderName}</bdi></> : null}</p> : null}
      <Payouts visitor={visitor} payouts={payouts.payouts} nextCursor={payouts.nextCursor} />
      <section aria-labelledby="statements">
        <h2 id="statements">{visitor.t('merchant_money.statements')}</h2>
        {statements.length ? (
          <ul class="plain-rows sheet">
            {statements.map(({ period, currency, isClosed }) => (
              <li>
                <span><a href={visitor.link(`/merchant/statements/${period}#${currency}`)}>{monthName(visitor, period)} · <bdi dir="ltr">{currency}</bdi></a><span class="hint fact-line">{visitor.t(isClosed ? 'merchant_money.closed' : 'merchant_money.open')}</span></span>
                <StatementFiles visitor={visitor} period={period} currency={currency} />
              </li>
            ))}
          </ul>
        ) : <p class="quiet">{visitor.t('merchant_money.no_statements')}</p>}
      </section>
    </div>
  );
}

export function StatementFiles({ visitor, period, currency }: { visitor: Visitor; period: string; currency: string }) {
  const file = (form: 'csv' | 'pdf') => visitor.link(`/merchant/statements/${period}/${currency}.${form}`);
  return <span class="actions"><FileLink label="PDF" href={file('pdf')} number={`${period} ${currency}`} /><FileLink label="CSV" href={file('csv')} number={`${period} ${currency}`} /></span>;
}

function Payouts({ visitor, payouts, nextCursor }: { visitor: Visitor; payouts: readonly PayoutView[]; nextCursor: string | undefined }) {
  return (
    <section aria-labelledby="payouts">
      <h2 id="payouts">{visitor.t('merchant_money.payouts')}</h2>
      {payouts.length ? <ul class="plain-rows sheet">{payouts.map((payout) => <Payout visitor={visitor} payout={payout} />)}</ul> : <p class="quiet">{visitor.t('merchant_money.no_payouts')}</p>}
      {nextCursor ? <nav class="pager"><a class="button quiet-button" href={visitor.link(`/merchant/money?cursor=${encodeURIComponent(nextCursor)}#payouts`)}>{visitor.t('merchant_money.older')}</a></nav> : null}
    </section>
  );
}

function Payout({ visitor, payout }: { visitor: Visitor; payout: PayoutView }) {
  return (
    <li>
      <span><a href={visitor.link(`/merchant/money/payouts/${payout.id}`)}>{visitor.date(settledOn(payout), utcDay)}</a> · <PayoutStanding visitor={visitor} payout={payout} /></span>
      <span class="money">{visitor.money(payout.amount)}</span>
    </li>
  );
}

import type { MerchantBalance, TermsView } from '@silkport/settlement';
import { money, sumMoney } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { utcDay } from './right-of-withdrawal.js';
import { SignedMoney } from './signed-money.js';

/** What a merchant is owed in one currency: now, from which day on, in reserve, on its way. */
export function Balance({ visitor, of: { currency, available, maturing, reserve, onItsWay }, terms }: { visitor: Visitor; of: MerchantBalance; terms: TermsView | undefined }) {
  const id = `balance-${currency}`;
  const inHold = sumMoney(maturing.map(({ amount }) => amount), currency);
  return (
    <section class="sheet balance" aria-labelledby={id}>
      <h2 id={id}><bdi dir="ltr">{currency}</bdi></h2>
      <dl class="sums">
        <div class="sum-total"><dt>{visitor.t('merchant_money.available')}</dt><dd><SignedMoney visitor={visitor} of={available} /></dd></div>
        <div><dt>{visitor.t('merchant_money.maturing')}</dt><dd><SignedMoney visitor={visitor} of={inHold} /></dd></div>
        {maturing.map(({ date, amount }) => <div class="sum-tax"><dt class="hint">{visitor.t('merchant_money.from_day', { date: visitor.date(new Date(`${date}T00:00:00Z`), utcDay) })}</dt><dd class="hint"><SignedMoney visitor={visitor} of={amount} /></dd></div>)}
        <div><dt>{visitor.t('merchant_money.reserve')}</dt><dd><SignedMoney visitor={visitor} of={reserve} /></dd></div>
        <div><dt>{visitor.t('merchant_money.on_its_way')}</dt><dd><SignedMoney visitor={visitor} of={onItsWay} /></dd></div>
      </dl>
      {available.amountMinor < 0n ? <p class="notice">{visitor.t('merchant_money.overdrawn')}</p> : null}
      {terms ? <p class="hint">{termsSentences(visitor, terms, currency).join(' ')}</p> : null}
    </section>
  );
}

function termsSentences(visitor: Visitor, { schedule, scheduleDay, holdDays, minimumMinor, reserveBasisPoints, reserveDays }: TermsView, currency: string): string[] {
  return [
    // 2024 began on a Monday.
    visitor.t(`merchant_money.schedule_${schedule}`, { weekday: visitor.date(new Date(Date.UTC(2024, 0, scheduleDay)), { weekday: 'long', timeZone: 'UTC' }), day: visitor.number(scheduleDay) }),
    ...(holdDays > 0 ? [visitor.t('merchant_money.hold', { count: holdDays })] : []),
    ...(minimumMinor > 0n ? [visitor.t('merchant_money.minimum', { sum: visitor.money(money(minimumMinor, currency)) })] : []),
    ...(reserveBasisPoints > 0 ? [visitor.t('merchant_money.reserve_share', { count: reserveDays, share: visitor.percent(String(reserveBasisPoints / 100)) })] : []),
  ];
}

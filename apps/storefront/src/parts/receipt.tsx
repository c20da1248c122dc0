import { formatNumber } from '@silkport/i18n';
import type { OrderView, Recipient } from '@silkport/ordering';
import { money } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { BoughtName } from './bought-name.js';
import { ImportSums } from './import-sums.js';
import { SignedMoney } from './signed-money.js';
import { importSumsOf, taxGroupsOf } from './tax-groups.js';
import { taxName } from './tax-name.js';
import { taxLabel } from './tax-sums.js';
import { Words } from './words.js';

/** What was agreed: things, sellers, sum, place, and the rates that led to the sum. */
export function Receipt({ visitor, order }: { visitor: Visitor; order: OrderView }) {
  const rates = ratesOf(order);
  const groups = taxGroupsOf(order.lines);
  const border = importSumsOf(order.lines.filter(({ state }) => state !== 'refunded' && state !== 'cancelled'), order.total.currency);
  return (
    <section class="sheet receipt" aria-labelledby="receipt">
      <h2 id="receipt">{visitor.t(order.paidAt ? 'order.receipt' : 'order.summary')}</h2>
      <table>
        <thead class="visually-hidden"><tr><th scope="col">{visitor.t('order.thing')}</th><th scope="col">{visitor.t('order.sum')}</th></tr></thead>
        <tbody>
          {order.lines.map((line) => (
            <tr>
              <td><BoughtName visitor={visitor} of={line} />{line.quantity > 1 ? <span class="hint"> × {visitor.number(line.quantity)}</span> : null}<span class="hint seller">{visitor.t('order.sold_by')} <Words of={line.merchantName} visitor={visitor} /></span></td>
              <td class="money">{visitor.money(line.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr><th scope="row">{visitor.t('basket.total')}</th><td class="money">{visitor.money(order.total)}</td></tr>
          {groups.map((group) => (group.amount.amountMinor > 0n
            ? <tr class="sum-tax"><th scope="row">{taxLabel(visitor, { ...group, isIncluded: true })}</th><td class="money">{visitor.money(group.amount)}</td></tr>
            : <tr class="sum-tax hint"><td colSpan={2}>{visitor.t(`tax.why_${group.reason}`, { tax: taxName(visitor, group.name), region: visitor.region(group.jurisdiction.slice(0, 2)) })}</td></tr>))}
          {order.refunded.amountMinor > 0n ? <tr><th scope="row">{visitor.t('order.given_back')}</th><td class="money"><SignedMoney visitor={visitor} of={money(-order.refunded.amountMinor, order.refunded.currency)} /></td></tr> : null}
        </tfoot>
      </table>
      {order.subscription?.trialGivenTo && order.total.amountMinor > 0n ? <p class="hint">{visitor.t(`subscribed.trial_given_${order.subscription.trialGivenTo}`)}</p> : null}
      {border ? <ImportSums visitor={visitor} sums={border} /> : null}
      <dl class="facts">
        <div><dt>{visitor.t('order.number')}</dt><dd><bdi dir="ltr">{order.number}</bdi></dd></div>
        <div><dt>{visitor.t('order.placed')}</dt><dd>{visitor.date(order.placedAt)}</dd></div>
        {order.paidAt ? <div><dt>{visitor.t('order.paid_on')}</dt><dd>{visitor.date(order.paidAt)}</dd></div> : null}
        <div><dt>{visitor.t('choices.country')}</dt><dd>{visitor.region(order.country)}</dd></div>
        <div><dt>{visitor.t('checkout.email')}</dt><dd><bdi dir="ltr">{order.email}</bdi></dd></div>
        {order.taxId ? <div><dt>{visitor.t('tax.tax_id')}</dt><dd><bdi dir="ltr">{order.taxId}</bdi></dd></div> : null}
        {order.business ? <div><dt>{visitor.t('order.invoice_to')}</dt><dd><Address of={order.business} country={visitor.region(order.country)} /></dd></div> : null}
        {order.recipient ? <div><dt>{visitor.t('order.parcel_to')}</dt><dd><Address of={order.recipient} country={visitor.region(order.country)} /></dd></div> : null}
        {rates.length ? <div><dt>{visitor.t('order.rate')}</dt><dd>{rates.map(({ from, rate }) => <span class="rate">{visitor.t('order.rate_is', { from, rate: formatNumber(Number(rate), visitor.locale, { maximumSignificantDigits: 6 }), to: order.total.currency })}</span>)} <span class="hint">{visitor.t('order.rate_frozen')}</span></dd></div> : null}
      </dl>
    </section>
  );
}

function Address({ of, country }: { of: Recipient; country: string }) {
  const lines = [of.name, of.street, [of.postalCode, of.city].filter(Boolean).join(' '), of.region, country, of.phone].filter((line): line is string => Boolean(line));
  return <>{lines.map((line) => <span class="address-line"><bdi>{line}</bdi></span>)}</>;
}

/** Each currency that a merchant is paid in, once; prices that a merchant set in the buyer's currency were not converted. */
function ratesOf(order: OrderView): { from: string; rate: string }[] {
  const converted = order.lines.filter(({ merchantTotal }) => merchantTotal.currency !== order.total.currency);
  return [...new Map(converted.map(({ merchantTotal, rate }) => [merchantTotal.currency, { from: merchantTotal.currency, rate }])).values()];
}

import type { MerchantStatement, StatementLine } from '@silkport/settlement';
import type { Money } from '@silkport/values';
import { monthName } from '../parts/month-name.js';
import { utcDay } from '../parts/right-of-withdrawal.js';
import { SignedMoney } from '../parts/signed-money.js';
import type { Visitor } from '../visitor.js';
import { StatementFiles } from './merchant-money.js';

interface StatementProps { readonly visitor: Visitor; readonly period: string; readonly statements: readonly MerchantStatement[] }

const amounts = ['gross', 'tax', 'commission', 'commissionTax', 'payable', 'reserve'] as const;
const labels: Readonly<Record<(typeof amounts)[number], string>> = { gross: 'gross', tax: 'tax', commission: 'commission', commissionTax: 'commission_tax', payable: 'payable', reserve: 'reserve' };

/** A month, each currency by itself: what there was, all that changed it, what there is. */
export function MerchantStatementPage({ visitor, period, statements }: StatementProps) {
  return (
    <div class="wrap buying">
      <p><a href={visitor.link('/merchant/money')}>{visitor.t('merchant_money.title')}</a></p>
      <h1>{visitor.t('merchant_money.statement_of', { month: monthName(visitor, period) })}</h1>
      {statements.map((statement) => <Statement visitor={visitor} statement={statement} />)}
    </div>
  );
}

function Statement({ visitor, statement: { currency, period, isClosed, opening, closing, lines } }: { visitor: Visitor; statement: MerchantStatement }) {
  const say = (key: string) => visitor.say(`settlement.statement.${key}`);
  const heading = (
    <tr>
      <th scope="col">{say('date')}</th><th scope="col">{say('kind')}</th>
      {amounts.map((name) => <th scope="col" class="money">{say(labels[name])}</th>)}
    </tr>
  );
  const balance = (key: string, owed: MerchantStatement['opening']) => <tr class="balance-row"><th scope="row" colSpan={6}>{say(key)}</th><Amount visitor={visitor} of={owed.payable} label="payable" /><Amount visitor={visitor} of={owed.reserve} label="reserve" /></tr>;
  return (
    <section class="sheet statement" id={currency} aria-labelledby={`${currency}-title`}>
      <div class="purchase-head">
        <h2 id={`${currency}-title`}><bdi dir="ltr">{currency}</bdi></h2>
        <span class="quiet">{visitor.t('merchant_money.entries', { count: lines.length })} · {visitor.t(isClosed ? 'merchant_money.closed' : 'merchant_money.open')}</span>
        <StatementFiles visitor={visitor} period={period} currency={currency} />
      </div>
      <div class="table-scroll" role="group" tabIndex={0} aria-labelledby={`${currency}-title`}>
        <table>
          <thead>{heading}</thead>
          <tbody>{balance('opening', opening)}{lines.map((line) => <Line visitor={visitor} line={line} />)}</tbody>
          <tfoot>{balance('closing', closing)}</tfoot>
        </table>
      </div>
      {isClosed ? null : <p class="hint">{say('note_open')}</p>}
    </section>
  );
}

function Line({ visitor, line }: { visitor: Visitor; line: StatementLine }) {
  const reference = line.orderNumber ?? line.payoutId?.slice(-8);
  return (
    <tr>
      <td class="nowrap">{visitor.date(line.occurredAt, utcDay)}</td>
      <td>{visitor.say(`settlement.kind_${line.kind}`)}{reference ? <span class="hint fact-line nowrap"><bdi dir="ltr">{reference}</bdi></span> : null}</td>
      {amounts.map((name) => <Amount visitor={visitor} of={line[name]} label={labels[name]} />)}
    </tr>
  );
}

/** On a narrow screen the columns stand below each other, each with its name. */
function Amount({ visitor, of, label }: { visitor: Visitor; of: Money | null; label: string }) {
  return <td class="money" data-label={visitor.say(`settlement.statement.${label}`)}>{of ? <SignedMoney visitor={visitor} of={of} /> : null}</td>;
}

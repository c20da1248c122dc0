import type { Problem } from '@silkport/i18n';
import type { LineRight } from '@silkport/ordering';
import { money, subtractMoney } from '@silkport/values';
import { orderPath, type HeldOrder } from '../held-orders.js';
import { BoughtName } from '../parts/bought-name.js';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { MoneyNotices } from '../parts/money-notices.js';
import { problemAt } from '../parts/problem-at.js';
import { RightOfWithdrawal } from '../parts/right-of-withdrawal.js';
import type { Visitor } from '../visitor.js';

export interface WithdrawalNotes {
  readonly typed: Readonly<Record<string, string>>;
  /** Undefined before anything was chosen. */
  readonly chosen: readonly string[] | undefined;
  readonly attempt: string;
  readonly problem?: Problem | undefined;
}

interface WithdrawalProps { readonly visitor: Visitor; readonly held: HeldOrder; readonly rights: readonly LineRight[]; readonly notes: WithdrawalNotes }

const labels = { lineIds: 'withdrawal.which', name: 'withdrawal.name', email: 'withdrawal.email' };

/** The first of two steps: from what, and who. No reason is asked for. */
export function WithdrawalPage({ visitor, held, rights, notes: { typed, chosen, attempt, problem } }: WithdrawalProps) {
  const [possible, others] = [rights.filter(({ canWithdraw }) => canWithdraw), rights.filter(({ canWithdraw }) => !canWithdraw)];
  const isDisputed = held.order.status === 'disputed';
  const onlyOne = possible.length === 1;
  const refused = problemAt(problem, 'lineIds');
  return (
    <section class="wrap narrow buying">
      <p class="order-number quiet">{visitor.t('order.number')} <bdi dir="ltr">{held.order.number}</bdi></p>
      <h1>{visitor.t('withdrawal.title')}</h1>
      <FormProblem visitor={visitor} problem={problem} labels={labels} />
      {isDisputed ? <MoneyNotices visitor={visitor} order={held.order} /> : null}
      {possible.length && !isDisputed ? (
        <form class="sheet" method="post" action={visitor.link(orderPath(held, '/withdrawal'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          <p>{visitor.t('withdrawal.lead')}</p>
          <input type="hidden" name="attempt" value={attempt} />
          <fieldset class="choose-lines" aria-describedby={refused ? 'lineIds-problem' : undefined}>
            <legend id="lineIds">{visitor.t('withdrawal.which')}</legend>
            {refused ? <p class="field-problem" id="lineIds-problem">{visitor.t('withdrawal.choose_some')}</p> : null}
            {possible.map((right) => <Choice visitor={visitor} right={right} isChosen={chosen ? chosen.includes(right.line.id) : onlyOne} />)}
          </fieldset>
          <Field name="name" label={visitor.t('withdrawal.name')} value={typed.name} autocomplete="name" maxLength={200} required problem={problemAt(problem, 'name')} />
          <Field name="email" type="email" label={visitor.t('withdrawal.email')} value={typed.email} autocomplete="email" maxLength={254} required problem={problemAt(problem, 'email')} />
          <button class="button wide" type="submit">{visitor.t('withdrawal.next')}</button>
          <p class="hint pay-next">{visitor.t('withdrawal.next_help')}</p>
        </form>
      ) : null}
      {possible.length ? null : <p class="notice">{visitor.t('withdrawal.none')}</p>}
      {others.length ? (
        <section aria-labelledby="cannot">
          <h2 id="cannot">{visitor.t('withdrawal.cannot')}</h2>
          <ul class="plain-rows">{others.map((right) => <li><span><BoughtName visitor={visitor} of={right.line} /><span class="hint fact-line"><RightOfWithdrawal visitor={visitor} right={right} /></span></span></li>)}</ul>
        </section>
      ) : null}
      <p><a href={visitor.link(orderPath(held))}>{visitor.t('withdrawal.to_order')}</a></p>
    </section>
  );
}

function Choice({ visitor, right, isChosen }: { visitor: Visitor; right: LineRight; isChosen: boolean }) {
  const { line } = right;
  return (
    <div class="tick">
      <input id={`line-${line.id}`} name="lineIds" type="checkbox" value={line.id} checked={isChosen} aria-describedby={`right-${line.id}`} />
      <div>
        <label for={`line-${line.id}`}><strong><bdi>{visitor.text(line.productName).text}</bdi></strong>{line.quantity > 1 ? ` × ${visitor.number(line.quantity)}` : ''}</label>
        <div class="hint" id={`right-${line.id}`}>
          <span class="fact-line">{whatFollows(visitor, right)}</span>
          <RightOfWithdrawal visitor={visitor} right={right} />
        </div>
      </div>
    </div>
  );
}

/** What was used of a service is paid for: how much that leaves, the next page says to the last minor unit. */
function whatFollows(visitor: Visitor, { line, refundShare }: LineRight): string {
  const sum = visitor.money(subtractMoney(line.total, line.refunded));
  if (refundShare.kind === 'pro_rata') return visitor.t('withdrawal.refund_pro_rata', { sum, used: visitor.number(refundShare.usedDays), of: visitor.number(refundShare.ofDays) });
  if (refundShare.kind === 'performed') return visitor.t('withdrawal.refund_performed', { sum, performed: visitor.money(money(refundShare.performedMinor, line.total.currency)) });
  if (line.deliveryKind !== 'parcel') return visitor.t('withdrawal.refund_at_once', { sum });
  return visitor.t(line.deliveredAt ? 'withdrawal.refund_after_return' : 'withdrawal.refund_if_unsent', { sum });
}

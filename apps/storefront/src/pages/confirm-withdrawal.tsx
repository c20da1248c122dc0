import type { Problem } from '@silkport/i18n';
import type { WithdrawalView } from '@silkport/ordering';
import { orderPath, type HeldOrder } from '../held-orders.js';
import { FormProblem } from '../parts/form-problem.js';
import { WithdrawnLines } from '../parts/withdrawn-lines.js';
import type { Visitor } from '../visitor.js';

interface ConfirmProps { readonly visitor: Visitor; readonly held: HeldOrder; readonly withdrawal: WithdrawalView; readonly problem: Problem | undefined }

/** The second step: the declaration in whole, and the button that makes it count. */
export function ConfirmWithdrawalPage({ visitor, held, withdrawal, problem }: ConfirmProps) {
  const { name, email, id } = withdrawal;
  return (
    <section class="wrap narrow buying">
      <p class="order-number quiet">{visitor.t('order.number')} <bdi dir="ltr">{held.order.number}</bdi></p>
      <h1>{visitor.t('withdrawal.confirm_title')}</h1>
      <FormProblem visitor={visitor} problem={problem} labels={{}} />
      <div class="sheet">
        <p>{visitor.t('withdrawal.statement')}</p>
        <WithdrawnLines visitor={visitor} order={held.order} withdrawal={withdrawal} />
        <dl class="facts">
          <div><dt>{visitor.t('withdrawal.name')}</dt><dd><bdi>{name}</bdi></dd></div>
          <div><dt>{visitor.t('withdrawal.email')}</dt><dd><bdi dir="ltr">{email}</bdi></dd></div>
        </dl>
        <form class="confirm-form" method="post" action={visitor.link(orderPath(held, `/withdrawal/${id}`))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          <button class="button wide" type="submit">{visitor.t('withdrawal.confirm')}</button>
        </form>
      </div>
      <p><a href={visitor.link(orderPath(held, '/withdrawal'))}>{visitor.t('withdrawal.change')}</a></p>
    </section>
  );
}

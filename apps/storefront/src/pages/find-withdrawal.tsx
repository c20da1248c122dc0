import type { Problem } from '@silkport/i18n';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { Icon } from '../parts/icon.js';
import { problemAt } from '../parts/problem-at.js';
import type { Visitor } from '../visitor.js';

interface FindWithdrawalProps {
  readonly visitor: Visitor;
  readonly typed: Readonly<Record<string, string>>;
  readonly isSent?: boolean;
  readonly problem?: Problem | undefined;
}

const labels = { number: 'withdrawal.number', email: 'withdrawal.order_email' };

/** The ways to an order's withdrawal: the link in its mail, the same link sent again, or an account. */
export function FindWithdrawalPage({ visitor, typed, isSent = false, problem }: FindWithdrawalProps) {
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('withdrawal.title')}</h1>
      <p class="lead">{visitor.t('withdrawal.page_lead')}</p>
      {isSent ? <p class="notice" role="status">{visitor.t('withdrawal.sent')}</p> : null}
      <FormProblem visitor={visitor} problem={problem} labels={labels} />
      <ol class="ways">
        <li><Icon name="mail" /><div><h2>{visitor.t('order.find_mail')}</h2><p>{visitor.t('order.find_mail_help')} {visitor.t('withdrawal.find_help')}</p></div></li>
        <li>
          <Icon name="search" />
          <div>
            <h2>{visitor.t('withdrawal.find')}</h2>
            <form method="post" action={visitor.link('/withdrawal')} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
              <Field name="number" label={visitor.t('withdrawal.number')} hint="SP-7K3MQ-92XTV" value={typed.number} maxLength={40} required problem={problemAt(problem, 'number')} />
              <Field name="email" type="email" label={visitor.t('withdrawal.order_email')} value={typed.email ?? visitor.principal?.email} autocomplete="email" maxLength={254} required problem={problemAt(problem, 'email')} />
              <button class="button" type="submit">{visitor.t('withdrawal.send')}</button>
            </form>
          </div>
        </li>
        <li><Icon name="library" /><div><h2>{visitor.t('order.find_account')}</h2><p>{visitor.t('order.find_account_help')} <a href={visitor.link('/library')}>{visitor.t('nav.library')}</a></p></div></li>
      </ol>
    </section>
  );
}

import type { Problem } from '@silkport/i18n';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { problemAt } from '../parts/problem-at.js';
import type { Visitor } from '../visitor.js';

export interface AccountFormProps {
  readonly visitor: Visitor;
  /** Never a password. */
  readonly typed: { readonly email?: string | undefined; readonly name?: string | undefined };
  /** A page of ours to go on to. */
  readonly next?: string | undefined;
  readonly problem?: Problem | undefined;
}

const labels = { email: 'checkout.email', password: 'account_page.password' };

export function SignInPage({ visitor, typed, next, problem }: AccountFormProps) {
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('account_page.sign_in')}</h1>
      <FormProblem visitor={visitor} problem={problem} labels={labels} />
      <form class="sheet" method="post" action={visitor.link('/sign-in')} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field name="email" type="email" label={visitor.t('checkout.email')} value={typed.email} autocomplete="username" maxLength={254} required problem={problemAt(problem, 'email')} />
        <Field name="password" type="password" label={visitor.t('account_page.password')} autocomplete="current-password" required problem={problemAt(problem, 'password')} />
        <button class="button wide" type="submit">{visitor.t('account_page.sign_in')}</button>
      </form>
      <p>{visitor.t('account_page.no_account')} <a href={visitor.link(next ? `/sign-up?next=${encodeURIComponent(next)}` : '/sign-up')}>{visitor.t('account_page.sign_up')}</a></p>
      <p class="quiet">{visitor.t('account_page.not_needed')}</p>
    </section>
  );
}

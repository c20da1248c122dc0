import { Field } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { FormProblem } from '../parts/form-problem.js';
import { problemAt } from '../parts/problem-at.js';
import type { Visitor } from '../visitor.js';
import type { AccountFormProps } from './sign-in.js';

const shortestPassword = 10;

const labels = { email: 'checkout.email', password: 'account_page.password', name: 'account_page.name' };

export function SignUpPage({ visitor, typed, next, problem }: AccountFormProps) {
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('account_page.sign_up')}</h1>
      <p class="lead">{visitor.t('account_page.why')}</p>
      <FormProblem visitor={visitor} problem={problem} labels={labels} />
      <form class="sheet" method="post" action={visitor.link('/sign-up')} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Field name="email" type="email" label={visitor.t('checkout.email')} hint={visitor.t('account_page.email_why')} value={typed.email} autocomplete="username" maxLength={254} required
          problem={problemAt(problem, 'email')} />
        <Field name="password" type="password" label={visitor.t('account_page.password')} hint={visitor.t('account_page.password_hint', { count: shortestPassword })}
          autocomplete="new-password" minLength={shortestPassword} required problem={problemAt(problem, 'password')} />
        <Field name="name" label={visitor.t('checkout.optional', { label: visitor.t('account_page.name') })} value={typed.name} autocomplete="name" maxLength={200} problem={problemAt(problem, 'name')} />
        <button class="button wide" type="submit">{visitor.t('account_page.open')}</button>
      </form>
      <p>{visitor.t('account_page.have_account')} <a href={visitor.link(next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in')}>{visitor.t('account.sign_in')}</a></p>
    </section>
  );
}

/** The same for everybody, so that it tells nobody who has an account. */
export function MailSentPage({ visitor }: { visitor: Visitor }) {
  return (
    <section class="wrap narrow buying empty">
      <Icon name="mail" />
      <h1>{visitor.t('account_page.mail_sent')}</h1>
      <p class="lead">{visitor.t('account_page.mail_sent_help')}</p>
      <p><a class="button quiet-button" href={visitor.link('/sign-in')}>{visitor.t('account.sign_in')}</a></p>
    </section>
  );
}

import type { Problem } from '@silkport/i18n';
import { Icon } from '../parts/icon.js';
import type { Visitor } from '../visitor.js';

export function ConfirmEmailPage({ visitor, problem }: { visitor: Visitor; problem?: Problem | undefined }) {
  if (problem) {
    return (
      <section class="wrap narrow buying">
        <h1>{visitor.t('account_page.not_confirmed')}</h1>
        <p class="notice notice-wrong" role="alert">{problem.detail}</p>
        <p><a class="button" href={visitor.link('/sign-up')}>{visitor.t('account_page.sign_up')}</a></p>
      </section>
    );
  }
  return (
    <section class="wrap narrow buying empty">
      <Icon name="check" />
      <h1>{visitor.t('account_page.confirmed')}</h1>
      <p class="lead">{visitor.t('account_page.confirmed_help')}</p>
      <p>{visitor.principal
        ? <a class="button" href={visitor.link('/library')}>{visitor.t('nav.library')}</a>
        : <a class="button" href={visitor.link(`/sign-in?next=${encodeURIComponent(visitor.link('/library'))}`)}>{visitor.t('account.sign_in')}</a>}</p>
    </section>
  );
}

import { Icon } from '../parts/icon.js';
import type { Visitor } from '../visitor.js';

/** How to reach an order: by the link in the mail, or by an account with the same e-mail. */
export function FindOrderPage({ visitor, isRefused = false }: { visitor: Visitor; isRefused?: boolean }) {
  return (
    <section class="wrap narrow buying">
      <h1>{visitor.t('order.find_title')}</h1>
      {isRefused ? <p class="notice notice-wrong" role="alert">{visitor.say('ordering.order_unknown')}</p> : null}
      <ol class="ways">
        <li><Icon name="mail" /><div><h2>{visitor.t('order.find_mail')}</h2><p>{visitor.t('order.find_mail_help')}</p></div></li>
        <li><Icon name="search" /><div><h2>{visitor.t('order.find_again')}</h2><p><a href={visitor.link('/withdrawal')}>{visitor.t('withdrawal.find')}</a></p></div></li>
        <li>
          <Icon name="library" />
          <div>
            <h2>{visitor.t('order.find_account')}</h2>
            <p>{visitor.t(visitor.principal && !visitor.principal.emailConfirmed ? 'library.confirm_first' : 'order.find_account_help')}</p>
            <p class="actions">
              {visitor.principal
                ? <a class="button quiet-button" href={visitor.link('/library')}>{visitor.t('nav.library')}</a>
                : <><a class="button" href={visitor.link('/sign-in')}>{visitor.t('account.sign_in')}</a><a class="button quiet-button" href={visitor.link('/sign-up')}>{visitor.t('account_page.sign_up')}</a></>}
            </p>
          </div>
        </li>
      </ol>
    </section>
  );
}

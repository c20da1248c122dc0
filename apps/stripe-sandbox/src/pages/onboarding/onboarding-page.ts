import type Stripe from 'stripe';
import { html, type Html } from '../html.js';
import { layout, testNotice } from '../layout.js';
import { messagesOf, pageLocales, type PageLocale } from '../page-locale.js';
import { regions } from '../regions.js';
import type { OnboardingErrors, OnboardingField, OnboardingValues } from './onboarding-form.js';
import { onboardingWordsOf, type OnboardingWords } from './onboarding-words.js';

export interface OnboardingPage {
  account: Stripe.Account;
  merchantName: string;
  locale: PageLocale;
  path: string;
  chosenLocale?: string;
  values: OnboardingValues;
  errors: OnboardingErrors;
}

/** Where the holder of a connected account says who it is and where its money goes. */
export function onboardingPage(page: OnboardingPage): string {
  const { account, locale, merchantName } = page;
  const words = onboardingWordsOf(locale);
  const title = words.title(merchantName);
  const values: OnboardingValues = {
    holder_type: account.business_type === 'individual' ? 'individual' : 'company', country: account.country, currency: account.default_currency?.toUpperCase(), ...page.values,
  };
  const text = (name: OnboardingField, label: string, isRequired = true): Html => inputField({ ...page, values }, name, label, isRequired);
  const chosen = (name: OnboardingField, label: string, options: [string, string][]): Html => selectField({ ...page, values }, name, label, options);
  const content = html`<main class="alone">
<h1>${title}</h1>
<p>${words.intro(merchantName)}</p>
${problems(page.errors, words, messagesOf(locale).problems)}
<form method="post" action="${page.chosenLocale ? `${page.path}?locale=${encodeURIComponent(page.chosenLocale)}` : page.path}" novalidate>
<fieldset><legend>${words.identity}</legend>
${chosen('holder_type', words.holderType, [['company', words.company], ['individual', words.individual]])}
${text('holder_name', words.holderName)}
${text('id_number', words.idNumber, false)}
</fieldset>
<fieldset><legend>${words.bank}</legend>
${chosen('country', words.country, regions(locale).map(({ code, name }) => [code, name]))}
${text('currency', words.currency)}
${text('routing_number', words.routingNumber, false)}
${text('account_number', words.accountNumber)}
</fieldset>
<div class="field"><label for="accept"><input class="tick" id="accept" name="accept" type="checkbox" value="yes"${values.accept === 'yes' ? html` checked` : null}${invalid(page.errors, 'accept')}> ${words.accept}</label>${wrong(page.errors, 'accept', words)}</div>
<button type="submit">${words.submit}</button>
</form>
<nav class="foot" aria-label="${messagesOf(locale).language}"><ul>${pageLocales.map((each) => html`<li><a href="${page.path}?locale=${each.locale}" lang="${each.locale}" hreflang="${each.locale}"${each.locale === locale ? html` aria-current="true"` : null}>${each.name}</a></li>`)}</ul></nav>
</main>`;
  return layout(locale, title, content, testNotice(messagesOf(locale), words.testValues, testValues(words), words.testHint));
}

function testValues({ effects }: OnboardingWords): [string, string][] {
  return [
    ['000123456789', effects.paid], ['DE89370400440532013000', effects.paid], ['000111111116', effects.fails('no_account')], ['000111111113', effects.fails('account_closed')],
    ['000222222227', effects.fails('insufficient_funds')], ['111111111', effects.restricted], ['222222222', effects.waiting],
  ];
}

function inputField({ values, errors, locale }: OnboardingPage, name: OnboardingField, label: string, isRequired: boolean): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="text" value="${values[name] ?? ''}" autocomplete="off" maxlength="256"${name === 'holder_name' ? html` dir="auto"` : html` class="ltr" dir="ltr"`}${isRequired ? html` required` : null}${invalid(errors, name)}>
${wrong(errors, name, onboardingWordsOf(locale))}</div>`;
}

function selectField({ values, errors, locale }: OnboardingPage, name: OnboardingField, label: string, options: [string, string][]): Html {
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}" required${invalid(errors, name)}>
${options.map(([value, shown]) => html`<option value="${value}"${value === values[name] ? html` selected` : null}>${shown}</option>`)}
</select>${wrong(errors, name, onboardingWordsOf(locale))}</div>`;
}

function invalid(errors: OnboardingErrors, name: OnboardingField): Html | null {
  return errors[name] ? html` aria-invalid="true" aria-describedby="${name}-error"` : null;
}

function wrong(errors: OnboardingErrors, name: OnboardingField, words: OnboardingWords): Html | null {
  const error = errors[name];
  return error ? html`<p class="wrong" id="${name}-error">${words.errors[error]}</p>` : null;
}

function problems(errors: OnboardingErrors, words: OnboardingWords, heading: string): Html | null {
  const all = Object.entries(errors);
  if (all.length === 0) return null;
  return html`<div class="problems" role="alert"><b>${heading}</b><ul>${all.map(([name, error]) => html`<li><a href="#${name}">${words.errors[error]}</a></li>`)}</ul></div>`;
}

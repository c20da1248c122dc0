import type { FieldErrors, FieldName, FieldValues } from './card-form.js';
import { formatMoney } from './format.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { messagesOf, pageLocales, type PageLocale } from './page-locale.js';
import { regions } from './regions.js';
import { needsCard } from '../verbs/session-intents.js';
import { sessionSummary, type SummaryParts } from './session-summary.js';
import { subscriptionWords } from './subscription/subscription-words.js';
import type { PageMessages } from './messages/page-messages.js';

export interface FormPage {
  locale: PageLocale;
  values: FieldValues;
  errors: FieldErrors;
  /** What the bank said to the last try. */
  decline?: keyof PageMessages['declines'];
}

export interface PayPage extends SummaryParts, FormPage {
  /** The path of this page, where the form goes to. */
  path: string;
  /** Set once the reader has chosen a language on the page itself. */
  chosenLocale?: string;
}

interface Field {
  name: FieldName;
  label: string;
  autocomplete: string;
  type?: string;
  inputmode?: string;
  placeholder?: string;
  isLeftToRight?: boolean;
  maxLength?: number;
}

const refusedFields: Readonly<Record<keyof PageMessages['declines'], FieldName>> = {
  generic: 'card_number', insufficient: 'card_number', expired: 'card_expiry', cvc: 'card_cvc', processing: 'card_number', authentication: 'card_number',
};

/** The hosted payment page. Works without script; the form goes to the page's own address. */
export function payPage(page: PayPage): string {
  const { session, locale, values } = page;
  const words = messagesOf(locale);
  const { title, button, agreement } = purpose(page);
  const field = (parts: Field): Html => inputField(parts, values[parts.name] ?? '', errorAt(parts.name, page));
  const email = session.customer_email
    ? html`<div class="field"><label>${words.email}</label><p class="fixed"><bdi>${session.customer_email}</bdi></p></div>`
    : field({ name: 'email', label: words.email, type: 'email', autocomplete: 'email', isLeftToRight: true, maxLength: 512 });
  const content = html`<main class="columns">
${sessionSummary(page)}
<section class="main"><div>
<h1>${title}</h1>
${problems(page)}
<form method="post" action="${page.chosenLocale ? `${page.path}?locale=${encodeURIComponent(page.chosenLocale)}` : page.path}" novalidate>
<fieldset><legend>${words.contact}</legend>${email}</fieldset>
${needsCard(session) ? cardFields(page) : null}
<button type="submit">${button}</button>
${agreement === null ? null : html`<p class="agree">${agreement}</p>`}
</form>
${languageNav(page.path, locale)}
</div></section>
</main>`;
  return layout(locale, `${session.mode === 'payment' ? words.payTo(page.merchantName) : title} · ${amountOf(page) ?? page.merchantName}`, content);
}

export function languageNav(path: string, locale: PageLocale): Html {
  return html`<nav class="foot" aria-label="${messagesOf(locale).language}"><ul>${pageLocales.map((each) => html`<li><a href="${path}?locale=${each.locale}" lang="${each.locale}" hreflang="${each.locale}"${each.locale === locale ? html` aria-current="true"` : null}>${each.name}</a></li>`)}</ul></nav>`;
}

function amountOf({ session, locale }: PayPage): string | null {
  return session.amount_total === null ? null : formatMoney(session.amount_total, session.currency!, locale);
}

/** What the form is for, in its heading, on its button and below it. */
function purpose(page: PayPage): { title: string; button: string; agreement: string | null } {
  const words = messagesOf(page.locale);
  const recurring = subscriptionWords(page.locale);
  const { mode, amount_total: due } = page.session;
  const agreement = recurring.agreement(page.merchantName);
  if (mode === 'setup') return { title: recurring.keepCard, button: recurring.keepCard, agreement: null };
  if (mode === 'payment') return { title: words.paymentDetails, button: words.payAmount(amountOf(page)!), agreement: null };
  return { title: recurring.subscribeTo(page.merchantName), button: due === 0 ? recurring.startTrial : recurring.subscribeAndPay(amountOf(page)!), agreement };
}

/** What is asked of a card. */
export function cardFields(page: FormPage): Html {
  const words = messagesOf(page.locale);
  const field = (parts: Field): Html => inputField(parts, page.values[parts.name] ?? '', errorAt(parts.name, page));
  return html`<fieldset><legend>${words.cardDetails}</legend>
${field({ name: 'card_number', label: words.cardNumber, autocomplete: 'cc-number', inputmode: 'numeric', placeholder: '1234 1234 1234 1234', isLeftToRight: true, maxLength: 32 })}
<div class="pair">
${field({ name: 'card_expiry', label: words.expiry, autocomplete: 'cc-exp', inputmode: 'numeric', placeholder: words.expiryHint, isLeftToRight: true, maxLength: 9 })}
${field({ name: 'card_cvc', label: words.cvc, autocomplete: 'cc-csc', inputmode: 'numeric', placeholder: words.cvcHint, isLeftToRight: true, maxLength: 4 })}
</div>
${field({ name: 'name', label: words.nameOnCard, autocomplete: 'cc-name', maxLength: 256 })}
${countryField(page, words)}
</fieldset>`;
}

function inputField(field: Field, value: string, error: string | undefined): Html {
  const attributes = [
    field.inputmode && html` inputmode="${field.inputmode}"`, field.placeholder && html` placeholder="${field.placeholder}"`,
    field.maxLength !== undefined && html` maxlength="${field.maxLength}"`, field.isLeftToRight ? html` class="ltr" dir="ltr"` : html` dir="auto"`,
    error !== undefined && html` aria-invalid="true" aria-describedby="${field.name}-error"`,
  ];
  return html`<div class="field"><label for="${field.name}">${field.label}</label>
<input id="${field.name}" name="${field.name}" type="${field.type ?? 'text'}" value="${value}" autocomplete="${field.autocomplete}" required${attributes.map((each) => each || null)}>
${errorText(field.name, error)}</div>`;
}

function countryField(page: FormPage, words: PageMessages): Html {
  const error = errorAt('country', page);
  const chosen = page.values.country ?? '';
  return html`<div class="field"><label for="country">${words.country}</label>
<select id="country" name="country" autocomplete="country" required${error === undefined ? null : html` aria-invalid="true" aria-describedby="country-error"`}>
<option value="">${words.chooseCountry}</option>
${regions(page.locale).map(({ code, name }) => html`<option value="${code}"${code === chosen ? html` selected` : null}>${name}</option>`)}
</select>${errorText('country', error)}</div>`;
}

/** What is wrong at a field: the form's own check, or what the bank said about this part of the card. */
function errorAt(name: FieldName, { errors, decline, locale }: FormPage): string | undefined {
  const words = messagesOf(locale);
  const error = errors[name];
  if (error) return words.errors[error];
  const refused = decline === undefined ? undefined : refusedFields[decline];
  return decline !== undefined && refused === name ? words.declines[decline] : undefined;
}

function errorText(name: FieldName, error: string | undefined): Html | null {
  return error === undefined ? null : html`<p class="wrong" id="${name}-error">${error}</p>`;
}

export function problems(page: FormPage): Html | null {
  const words = messagesOf(page.locale);
  if (page.decline) return html`<div class="problems" role="alert"><p>${words.declines[page.decline]}</p></div>`;
  const wrong = Object.entries(page.errors);
  if (wrong.length === 0) return null;
  return html`<div class="problems" role="alert"><b>${words.problems}</b><ul>${wrong.map(([name, error]) => html`<li><a href="#${name}">${words.errors[error]}</a></li>`)}</ul></div>`;
}

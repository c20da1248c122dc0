import type { Problem } from '@silkport/i18n';
import { consentKey, immediateDeliveryConsents, serviceStartConsents, type ConsentKind, type QuoteView } from '@silkport/ordering';
import { needsParcel } from '../checkout-submission.js';
import { BusinessFields } from '../parts/business-fields.js';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { problemAt } from '../parts/problem-at.js';
import { QuoteTotals } from '../parts/quote-totals.js';
import { ProvinceSelect } from '../parts/province-select.js';
import { perPeriod } from '../parts/subscription-terms.js';
import { RegionSelect } from '../parts/region-select.js';
import type { Visitor } from '../visitor.js';

export interface CheckoutNotes {
  readonly problem?: Problem | undefined;
  /** The address that was probably meant. */
  readonly suggestion?: string | undefined;
  /** The prices are newer than those the buyer saw last. */
  readonly isRefreshed?: boolean;
}

interface CheckoutProps {
  readonly visitor: Visitor;
  readonly quote: QuoteView;
  readonly typed: Readonly<Record<string, string>>;
  readonly notes: CheckoutNotes;
}

/** The words beside each field, for the summary of what is to be mended. */
const labels = {
  email: 'checkout.email', country: 'choices.country', name: 'checkout.name', street: 'checkout.street', city: 'checkout.city', region: 'checkout.region',
  postalCode: 'checkout.postalCode', phone: 'checkout.phone', accepted: 'checkout.terms', taxId: 'checkout.taxId', companyName: 'checkout.companyName', companyStreet: 'checkout.companyStreet', companyPostalCode: 'checkout.companyPostalCode',
  companyCity: 'checkout.companyCity', companyRegion: 'checkout.companyRegion', province: 'checkout.province', immediateDelivery: 'checkout.immediate',
} as const;

export function CheckoutPage({ visitor, quote, typed, notes }: CheckoutProps) {
  const page = visitor.link(`/checkout/${quote.id}`);
  return (
    <div class="wrap buying checkout">
      <h1>{visitor.t('checkout.title')}</h1>
      {notes.isRefreshed ? <p class="notice" role="status">{visitor.t('checkout.refreshed')}</p> : null}
      <FormProblem visitor={visitor} problem={notes.problem} labels={labels} />
      {notes.problem?.code === 'catalog.sold_out' ? <p><a class="button quiet-button" href={visitor.link('/basket')}>{visitor.t('checkout.change_basket')}</a></p> : null}
      <div class="buying-columns">
        <form method="post" action={page} class="checkout-form" data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          {/* What the Enter key presses; the next button in the page is the one that changes the country/region. */}
          <input type="submit" class="visually-hidden" tabIndex={-1} aria-hidden="true" value={payWords(visitor, quote)} />
          <Who visitor={visitor} typed={typed} notes={notes} />
          <Where visitor={visitor} quote={quote} typed={typed} problem={notes.problem} />
          <Pay visitor={visitor} quote={quote} typed={typed} problem={notes.problem} />
        </form>
        <QuoteTotals visitor={visitor} quote={quote} />
      </div>
    </div>
  );
}

function Who({ visitor, typed, notes: { problem, suggestion } }: { visitor: Visitor; typed: CheckoutProps['typed']; notes: CheckoutNotes }) {
  const returnHere = encodeURIComponent(visitor.address);
  return (
    <fieldset class="sheet step">
      <legend><span class="step-number">{visitor.number(1)}</span> {visitor.t('checkout.who')}</legend>
      <Field name="email" type="email" label={visitor.t('checkout.email')} hint={visitor.t('checkout.email_why')} value={typed.email} autocomplete="email" maxLength={254} required
        problem={problemAt(problem, 'email')} />
      {suggestion === undefined ? null : (
        <div class="notice" role="alert">
          <input type="hidden" name="checkedEmail" value={typed.email} />
          <p>{visitor.t('email_hint.meant')} <bdi dir="ltr"><strong>{suggestion}</strong></bdi></p>
          <p><button class="button quiet-button small-button" name="suggestedEmail" value={suggestion} formNoValidate>{visitor.t('email_hint.use')}</button></p>
          <p class="hint">{visitor.t('email_hint.right')}</p>
        </div>
      )}
      {visitor.principal ? null : <p class="hint">{visitor.t('checkout.guest')} <a href={visitor.link(`/sign-in?next=${returnHere}`)}>{visitor.t('account.sign_in')}</a></p>}
    </fieldset>
  );
}

function Where({ visitor, quote, typed, problem }: { visitor: Visitor; quote: QuoteView; typed: CheckoutProps['typed']; problem: Problem | undefined }) {
  const text = (name: string, maxLength: number, autocomplete: string, required = false) => (
    <Field name={name} label={required ? visitor.t(`checkout.${name}`) : visitor.t('checkout.optional', { label: visitor.t(`checkout.${name}`) })} value={typed[name]} autocomplete={autocomplete}
      maxLength={maxLength} required={required} type={name === 'phone' ? 'tel' : 'text'} problem={problemAt(problem, name)} />
  );
  return (
    <fieldset class="sheet step">
      <legend><span class="step-number">{visitor.number(2)}</span> {visitor.t('checkout.where')}</legend>
      <div class="field">
        <label for="country">{visitor.t('choices.country')}</label>
        <p class="hint" id="country-hint">{visitor.t('checkout.country_why')}</p>
        <div class="region-row">
          <RegionSelect visitor={visitor} id="country" value={quote.country} problem={problemAt(problem, 'country')} />
          <button class="button quiet-button" formAction={visitor.link(`/checkout/${quote.id}/country`)} formNoValidate>{visitor.t('checkout.change_country')}</button>
        </div>
        {problemAt(problem, 'country') ? <p class="field-problem" id="country-problem">{problemAt(problem, 'country')}</p> : null}
      </div>
      <ProvinceSelect visitor={visitor} quote={quote} typed={typed} problem={problemAt(problem, 'province')} />
      <BusinessFields visitor={visitor} quote={quote} typed={typed} problem={problem} />
      {needsParcel(quote) ? (
        <>
          <p class="hint">{visitor.t('checkout.parcel_to')}</p>
          {text('name', 200, 'name', true)}
          {text('street', 300, 'street-address', true)}
          <div class="field-row">{text('city', 120, 'address-level2', true)}{text('region', 120, 'address-level1')}</div>
          <div class="field-row">{text('postalCode', 20, 'postal-code')}{text('phone', 40, 'tel')}</div>
        </>
      ) : <p class="hint">{visitor.t('checkout.no_parcel')}</p>}
    </fieldset>
  );
}

function Pay({ visitor, quote, typed, problem }: { visitor: Visitor; quote: QuoteView; typed: CheckoutProps['typed']; problem: Problem | undefined }) {
  const isDigital = quote.lines.some(({ digitallyDelivered }) => digitallyDelivered);
  const refused = problemAt(problem, 'accepted');
  const sum = visitor.money(quote.total);
  return (
    <fieldset class="sheet step">
      <legend><span class="step-number">{visitor.number(3)}</span> {visitor.t('checkout.payment')}</legend>
      <p>{visitor.t('checkout.payment_how')}</p>
      <details class="terms">
        <summary>{visitor.t('checkout.terms')}</summary>
        <ul>
          <li>{visitor.t('checkout.terms_seller')}</li>
          <li>{visitor.t('checkout.terms_price', { sum })}</li>
          {isDigital ? <li>{visitor.t('checkout.terms_digital')}</li> : null}
          {needsParcel(quote) ? <li>{visitor.t('checkout.terms_parcel')}</li> : null}
          <li>{visitor.t('checkout.terms_personal')}</li>
        </ul>
      </details>
      <div class="tick">
        <input id="accepted" name="accepted" type="checkbox" value="on" checked={typed.accepted === 'on'} required aria-invalid={refused ? 'true' : undefined} aria-describedby={refused ? 'accepted-problem' : undefined} />
        <label for="accepted">{visitor.t('checkout.accept')}</label>
      </div>
      {refused ? <p class="field-problem" id="accepted-problem">{refused}</p> : null}
      <ImmediateDelivery visitor={visitor} consents={immediateDeliveryConsents(quote)} problem={problemAt(problem, 'immediateDelivery')} />
      <ServiceStart visitor={visitor} consents={serviceStartConsents(quote)} isChosen={typed.startService === 'on'} />
      <button class="button wide pay-button" type="submit">{payWords(visitor, quote)}</button>
      <p class="hint pay-next">{visitor.t('checkout.next')}</p>
    </fieldset>
  );
}

/** What is owed now, and what later where a trial comes first (Directive 2011/83/EU, Art. 8(2)). */
function payWords(visitor: Visitor, { lines, total, currency }: QuoteView): string {
  const trials = lines.flatMap(({ subscription }) => (subscription?.plan.trialDays ? [subscription] : []));
  const sum = visitor.money(total);
  const [first] = trials;
  if (!first || trials.length > 1) return visitor.t('checkout.pay', { sum });
  return visitor.t('checkout.pay_then', { sum, price: perPeriod(visitor, first.recurring.totalMinor, currency, first.plan) });
}

/** The express consents that the law asks for before digital content is delivered at once, in the words that the order keeps. */
function ImmediateDelivery({ visitor, consents, problem }: { visitor: Visitor; consents: readonly ConsentKind[]; problem: string | undefined }) {
  if (!consents.length) return null;
  return (
    <>
      <div class="tick">
        <input id="immediate" name="immediate" type="checkbox" value="on" required aria-invalid={problem ? 'true' : undefined} aria-describedby={problem ? 'immediate-problem immediate-hint' : 'immediate-hint'} />
        <label for="immediate">{consents.map((kind) => visitor.say(consentKey(kind))).join(' ')}</label>
      </div>
      <p class="hint" id="immediate-hint">{visitor.t('checkout.immediate_text')}</p>
      {problem ? <p class="field-problem" id="immediate-problem">{problem}</p> : null}
    </>
  );
}

/** The buyer's own choice: without it people may wait with their work until the period for withdrawal is over. */
function ServiceStart({ visitor, consents, isChosen }: { visitor: Visitor; consents: readonly ConsentKind[]; isChosen: boolean }) {
  if (!consents.length) return null;
  return (
    <div class="tick">
      <input id="startService" name="startService" type="checkbox" value="on" checked={isChosen} />
      <label for="startService">{visitor.t('checkout.optional', { label: consents.map((kind) => visitor.say(consentKey(kind))).join(' ') })}</label>
    </div>
  );
}

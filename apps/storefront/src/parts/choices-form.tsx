import { currencyName } from '@silkport/i18n';
import { chargeableCurrencies, markets } from '@silkport/markets';
import { locales, type Locale } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { localeNames } from './locale-names.js';

const collators = new Map<Locale, { regions: [string, string][]; currencies: [string, string][] }>();

/** Names the form for the field that tells it the page to come back to, which stands outside. */
export const choicesFormId = 'choices';

/** Country/region, language and currency: three separate choices, changed together or alone. */
export function ChoicesForm({ visitor }: { visitor: Visitor }) {
  const { regions, currencies } = optionsIn(visitor);
  return (
    <form class="choices" id={choicesFormId} method="post" action={visitor.link('/choices')}>
      <label>{visitor.t('choices.country')}
        <select name="country">{regions.map(([code, name]) => <option value={code} selected={code === visitor.country}>{name}</option>)}</select>
      </label>
      <label>{visitor.t('choices.language')}
        <select name="locale">{locales.map((locale) => <option value={locale} lang={locale} selected={locale === visitor.locale}>{localeNames[locale]}</option>)}</select>
      </label>
      <label>{visitor.t('choices.currency')}
        <select name="currency">{currencies.map(([code, name]) => <option value={code} selected={code === visitor.currency}>{name}</option>)}</select>
      </label>
      <button class="button quiet-button" type="submit">{visitor.t('choices.save')}</button>
    </form>
  );
}

/** Names sorted as the language sorts them, made once a language. */
function optionsIn(visitor: Visitor): { regions: [string, string][]; currencies: [string, string][] } {
  let options = collators.get(visitor.locale);
  if (!options) {
    const { compare } = new Intl.Collator(visitor.locale);
    const sorted = (entries: [string, string][]) => entries.toSorted(([, left], [, right]) => compare(left, right));
    options = {
      regions: sorted(markets.map(({ code }) => [code, visitor.region(code)])),
      currencies: sorted(chargeableCurrencies.map(({ code }) => [code, `${code} · ${currencyName(code, visitor.locale)}`])),
    };
    collators.set(visitor.locale, options);
  }
  return options;
}

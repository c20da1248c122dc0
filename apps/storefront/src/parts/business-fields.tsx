import type { Problem } from '@silkport/i18n';
import { hasPostalCodes } from '@silkport/markets';
import type { QuoteView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';
import { Field } from './field.js';
import { problemAt } from './problem-at.js';

interface BusinessFieldsProps {
  readonly visitor: Visitor;
  readonly quote: QuoteView;
  readonly typed: Readonly<Record<string, string>>;
  readonly problem: Problem | undefined;
}

/** A business names its tax number, and sees the prices without the tax that it accounts for itself; then whom its invoice is made out to. */
export function BusinessFields({ visitor, quote, typed, problem }: BusinessFieldsProps) {
  const refused = problemAt(problem, 'taxId');
  const taxId = typed.taxId ?? quote.taxId ?? '';
  const optional = (label: string) => visitor.t('checkout.optional', { label });
  const company = (name: string, maxLength: number, autocomplete: string, required: boolean) => (
    <Field name={name} label={required ? visitor.t(`checkout.${name}`) : optional(visitor.t(`checkout.${name}`))} value={typed[name]} autocomplete={`billing ${autocomplete}`} maxLength={maxLength} required={required}
      problem={problemAt(problem, name)} />
  );
  const number = (
    <>
      <Field name="taxId" label={optional(visitor.t('checkout.taxId'))} hint={visitor.t('checkout.business_why')} value={taxId} maxLength={40} problem={refused} />
      <button class="button quiet-button small-button" formAction={visitor.link(`/checkout/${quote.id}/country`)} formNoValidate>{visitor.t('checkout.use_tax_id')}</button>
    </>
  );
  if (quote.taxId === null) return <details class="business" open={Boolean(taxId || refused)}><summary>{visitor.t('checkout.business')}</summary>{number}</details>;
  // Nothing to fold away: a browser that finds a needed field empty inside of a closed fold sends nothing and says nothing.
  return (
    <fieldset class="business">
      <legend>{visitor.t('checkout.business')}</legend>
      {number}
      <p class="hint">{visitor.t('checkout.invoice_to')}</p>
      {company('companyName', 200, 'organization', true)}
      {company('companyStreet', 300, 'street-address', true)}
      <div class="field-row">
        {company('companyPostalCode', 20, 'postal-code', hasPostalCodes(quote.country))}
        {company('companyCity', 120, 'address-level2', true)}
      </div>
      {company('companyRegion', 120, 'address-level1', false)}
    </fieldset>
  );
}

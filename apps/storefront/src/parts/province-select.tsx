import type { QuoteView } from '@silkport/ordering';
import { provincesOf } from '../provinces.js';
import type { Visitor } from '../visitor.js';

/** Asked where the tax depends on the province; nothing elsewhere. */
export function ProvinceSelect({ visitor, quote, typed, problem }: { visitor: Visitor; quote: QuoteView; typed: Readonly<Record<string, string>>; problem: string | undefined }) {
  const provinces = provincesOf(quote.country);
  if (!provinces.length) return null;
  const chosen = quote.region ?? typed.province ?? '';
  return (
    <div class="field">
      <label for="province">{visitor.t('checkout.province')}</label>
      <p class="hint" id="province-hint">{visitor.t('checkout.province_why')}</p>
      <div class="region-row">
        <select id="province" name="province" autoComplete="address-level1" aria-invalid={problem ? 'true' : undefined} aria-describedby={problem ? 'province-problem province-hint' : 'province-hint'}>
          <option value="">—</option>
          {provinces.map((code) => <option value={code} selected={code === chosen}>{visitor.t(`province.${quote.country}-${code}`)}</option>)}
        </select>
        <button class="button quiet-button" formAction={visitor.link(`/checkout/${quote.id}/country`)} formNoValidate>{visitor.t('checkout.change_country')}</button>
      </div>
      {problem ? <p class="field-problem" id="province-problem">{problem}</p> : null}
    </div>
  );
}

import type { Money } from '@silkport/values';
import type { Visitor } from '../visitor.js';

/** What the customs will probably ask for when the parcel arrives: told before the order, and not paid here. */
export function ImportSums({ visitor, sums: { duty, importTax } }: { visitor: Visitor; sums: { readonly duty: Money; readonly importTax: Money } }) {
  const isFree = duty.amountMinor === 0n && importTax.amountMinor === 0n;
  return (
    <section class="import-sums">
      <h3>{visitor.t('tax.border')}</h3>
      {isFree ? <p class="hint">{visitor.t('tax.border_free')}</p> : (
        <>
          <dl class="sums">
            <div><dt>{visitor.t('tax.duty')}</dt><dd class="money">{visitor.money(duty)}</dd></div>
            <div><dt>{visitor.t('tax.import_tax')}</dt><dd class="money">{visitor.money(importTax)}</dd></div>
          </dl>
          <p class="hint">{visitor.t('tax.border_text')}</p>
        </>
      )}
    </section>
  );
}

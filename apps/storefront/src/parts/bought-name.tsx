import type { Translated } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** A product in a basket or an order: its name, and its variant where there are several. */
export function BoughtName({ visitor, of }: { visitor: Visitor; of: { productSlug: string; productName: Translated; variantName: Translated | null; bundle?: { productName: Translated } | null } }) {
  return (
    <>
      <a class="bought-name" href={visitor.link(`/products/${encodeURIComponent(of.productSlug)}`)}><Words of={of.productName} visitor={visitor} /></a>
      {of.bundle ? <span class="hint fact-line">{visitor.t('bundle.part_of', { name: visitor.text(of.bundle.productName).text })}</span> : null}
      {of.variantName ? <span class="bought-variant"><Words of={of.variantName} visitor={visitor} /></span> : null}
    </>
  );
}

import type { Translated } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** A product in a basket or an order: its name, and its variant where there are several. */
export function BoughtName({ visitor, of }: { visitor: Visitor; of: { productSlug: string; productName: Translated; variantName: Translated | null } }) {
  return (
    <>
      <a class="bought-name" href={visitor.link(`/products/${encodeURIComponent(of.productSlug)}`)}><Words of={of.productName} visitor={visitor} /></a>
      {of.variantName ? <span class="bought-variant"><Words of={of.variantName} visitor={visitor} /></span> : null}
    </>
  );
}

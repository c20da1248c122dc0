import { addsTax } from '@silkport/tax';
import type { Visitor } from '../visitor.js';

/** Whether the prices that a visitor sees have the taxes of the chosen country/region inside, or get them at the checkout. */
export function PriceTaxNote({ visitor }: { visitor: Visitor }) {
  return <p class="hint">{visitor.t(addsTax(visitor.country) ? 'tax.prices_exclude' : 'tax.prices_include', { region: visitor.region(visitor.country) })}</p>;
}

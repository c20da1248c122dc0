import type { Money } from '@silkport/values';
import type { Visitor } from '../visitor.js';

/** An amount that may be below zero, which its minus says and its colour only repeats. */
export function SignedMoney({ visitor, of }: { visitor: Visitor; of: Money }) {
  return <span class={of.amountMinor < 0n ? 'money below-zero' : 'money'}><bdi>{visitor.money(of)}</bdi></span>;
}

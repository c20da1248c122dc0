import { isId } from '@silkport/values';
import { ourMark } from '../checkouts/session-terms.js';

/** What the provider keeps with a subscription of ours, so that each of its messages tells whose it is. All three are our ids. */
export interface BillingMark {
  readonly subscription: string;
  readonly reference: string;
  readonly terms: string;
}

export function markOf(mark: BillingMark): Record<string, string> {
  return { ...mark, ...ourMark };
}

/** Undefined for what other systems sell on the same account. */
export function readMark(metadata: Readonly<Record<string, string>> | null | undefined): BillingMark | undefined {
  const { silkport, subscription = '', reference = '', terms = '' } = metadata ?? {};
  return silkport === ourMark.silkport && [subscription, reference, terms].every(isId) ? { subscription, reference, terms } : undefined;
}

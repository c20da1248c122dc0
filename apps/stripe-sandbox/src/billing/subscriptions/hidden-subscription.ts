import type { Call } from '../../world.js';
import type { CreditedLine } from '../objects/invoice-line.js';
import type { Period, SubscriptionItemObject } from '../objects/subscription-item.js';

/** What a buyer was last asked to pay for an item, up to the end of its period; a change credits from this, never from today's price. */
export interface Debit {
  amountMinor: number;
  period: Period;
  /** The line that asked for it; null while it waits as an invoice item. */
  line: CreditedLine | null;
  invoiceItem: string | null;
}

/** A change that waits for its invoice to be paid. */
export interface PendingChange {
  invoice: string;
  items: SubscriptionItemObject[];
  billingCycleAnchor: number;
  debits: Record<string, Debit>;
}

export interface HiddenSubscription {
  debits: Record<string, Debit>;
  /** `trial_will_end` has been told for the trial that ends then. */
  announcedTrialEnd: number | null;
  pending: PendingChange | null;
}

export function hiddenSubscription(call: Call, id: string): HiddenSubscription {
  return call.resources.hidden<HiddenSubscription>(id) ?? { debits: {}, announcedTrialEnd: null, pending: null };
}

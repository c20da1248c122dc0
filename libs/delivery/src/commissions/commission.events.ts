import { event } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { NoteKind } from './commission.entity.js';

/** Something was said or done about a milestone; both sides are told. */
export interface MilestoneMoved {
  readonly milestoneId: string;
  readonly name: Translated;
  readonly orderId: string;
  readonly lineId: string;
  readonly entitlementId: string;
  readonly merchantId: string;
  readonly what: Exclude<NoteKind, 'cancelled'>;
  /** What was written to go with it; plain text. */
  readonly words: string;
  /** When it counts as accepted where nothing is said, ISO 8601; null where that is not awaited. */
  readonly acceptBy: string | null;
}

export interface BriefWasGiven { readonly orderId: string; readonly lineId: string; readonly entitlementId: string; readonly merchantId: string }

/** Work was given up before it was done; what was not accepted is paid back. Both sides are told. */
export interface CommissionCancelled extends BriefWasGiven {
  /** `time`: the buyer has not said what is wanted. */
  readonly by: 'merchant' | 'admin' | 'time';
  /** What was written to go with it; plain text. */
  readonly words: string;
}

/** A buyer has not told yet what is wanted. */
export interface BriefMissing extends BriefWasGiven {
  /** When the work is cancelled without it, ISO 8601. */
  readonly by: string;
}

export const commissionCancelled = event<CommissionCancelled>('delivery.commission_cancelled');
export const briefMissing = event<BriefMissing>('delivery.brief_missing');
/** Files came after the brief; its merchant is told. */
export const briefFilesAdded = event<BriefWasGiven>('delivery.brief_files_added');
export const milestoneMoved = event<MilestoneMoved>('delivery.milestone_moved');
export const briefWasGiven = event<BriefWasGiven>('delivery.brief_was_given');

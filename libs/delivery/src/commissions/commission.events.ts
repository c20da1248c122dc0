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
  readonly what: NoteKind;
  /** What was written to go with it; plain text. */
  readonly words: string;
  /** When it counts as accepted where nothing is said, ISO 8601; null where that is not awaited. */
  readonly acceptBy: string | null;
}

export interface BriefWasGiven { readonly orderId: string; readonly lineId: string; readonly entitlementId: string; readonly merchantId: string }

export const milestoneMoved = event<MilestoneMoved>('delivery.milestone_moved');
export const briefWasGiven = event<BriefWasGiven>('delivery.brief_was_given');

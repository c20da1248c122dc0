import type { ReleasePublished } from '@silkport/delivery';
import { job } from '@silkport/platform';

/** The event that is told of, and after whom to go on. */
export type HoldersToTell = ReleasePublished & { readonly eventId: string; /** The last entitlement of the page before. */ readonly after?: string };

/** A release may have a million holders: they are told a page at a time, each page by a job of its own. */
export const tellHoldersJob = job<HoldersToTell>('notifications/tell-holders');

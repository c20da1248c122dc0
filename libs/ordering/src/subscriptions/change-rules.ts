import { SubscriptionChangeRefused } from '../ordering.errors.js';
import type { StoredSubscription } from './subscription-row.js';
import type { ChangeKind } from './subscription-states.js';

type Standing = Pick<StoredSubscription, 'state' | 'endsAt' | 'nextTermsId'>;

/** Whether this can be asked of a subscription as it stands. */
export function mayBeAsked(kind: ChangeKind, { state, endsAt, nextTermsId }: Standing): boolean {
  switch (kind) {
    case 'upgrade': case 'seats':
      return (state === 'active' || state === 'trialing') && endsAt === null && nextTermsId === null;
    case 'downgrade': case 'fewer_seats':
      return (state === 'active' || state === 'trialing') && endsAt === null;
    case 'pause':
      return state === 'active' && endsAt === null;
    case 'resume':
      return state === 'paused';
    case 'cancel':
      return state !== 'ended' && state !== 'pending' && endsAt === null;
    case 'keep':
      return state !== 'ended' && endsAt !== null;
    case 'retry':
      return state === 'past_due';
    case 'end':
      return true;
  }
}

/** @throws SubscriptionChangeRefused */
export function refuseUnaskable(kind: ChangeKind, standing: Standing): void {
  if (!mayBeAsked(kind, standing)) throw new SubscriptionChangeRefused({}, 'kind');
}

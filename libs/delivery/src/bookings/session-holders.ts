import type { Availability } from './availability.js';
import { HostUnknown } from './booking.errors.js';
import type { SessionPlanView } from './session-plan.js';

/** Whose hours sessions are offered in: a host's, or where none are named those of the product itself. */
export interface Holder {
  readonly hostId: string | null;
  readonly hostName: string | null;
  readonly hours: Availability;
}

/** @param hostId of whom alone it is asked; without it, anyone will do @throws HostUnknown */
export function holdersOf(plan: SessionPlanView, hostId?: string): Holder[] {
  if (hostId !== undefined && !plan.hosts.some(({ id }) => id === hostId)) throw new HostUnknown({}, 'hostId');
  if (!plan.isHosted) return [{ hostId: null, hostName: null, hours: plan }];
  const wanted = hostId === undefined ? plan.hosts : plan.hosts.filter(({ id }) => id === hostId);
  return wanted.map(({ id, name, timeZone, bufferMinutes, weekly, exceptions }) => ({ hostId: id, hostName: name, hours: { ...plan, timeZone, bufferMinutes, weekly, exceptions } }));
}

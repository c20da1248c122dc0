import type { BookingStanding } from '../bookings/booking-standings.js';
import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { Chips } from './chips.js';

interface HostChoiceProps { readonly visitor: Visitor; readonly item: KeptItem; readonly standing: BookingStanding }

/** With whom: links, so that the times of each can be looked at before one is taken. Where there is one host alone, only their name. */
export function HostChoice({ visitor, item, standing }: HostChoiceProps) {
  const { hosts, host } = standing;
  const [first, ...others] = hosts;
  if (!first) return null;
  if (!others.length) return <p><bdi>{visitor.t('booking.with', { name: first.name })}</bdi></p>;
  const choices = [{ id: undefined, name: visitor.t('booking.anyone') }, ...hosts];
  return <Chips id="with-whom" label={visitor.t('booking.host')} chips={choices.map(({ id, name }) => ({ label: name, href: timesAddress(visitor, item, standing, { hostId: id }), isChosen: id === host?.id }))} />;
}

/** The page of free times with another choice: of the week, or of who holds the session. */
export function timesAddress(visitor: Visitor, item: KeptItem, { moving, host, week }: BookingStanding, choice: { readonly week?: number; readonly hostId?: string | undefined }): string {
  const path = itemPath(item, '/booking');
  const hostId = 'hostId' in choice ? choice.hostId : host?.id;
  const wanted = { week: String(choice.week ?? week), ...(moving ? { moves: moving.id } : {}), ...(hostId === undefined ? {} : { host: hostId }) };
  return visitor.link(`${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(wanted).toString()}`);
}

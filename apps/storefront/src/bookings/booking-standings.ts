import { Injectable } from '@nestjs/common';
import { BookingReads, CalendarFile, FreeSlots, isChangeable, isContestable, SessionPlans, timeZoneOf, type BookingView, type FreeSlot, type PlannedHost } from '@silkport/delivery';
import { Clock } from '@silkport/values';
import type { KeptItem } from '../held-items.js';

export interface ShownBooking extends BookingView { readonly isChangeable: boolean; readonly isContestable: boolean; readonly calendarPath: string }

/** All that the page of sessions shows. */
export interface BookingStanding {
  readonly timeZone: string;
  /** Undefined where several hosts live by several clocks and nobody is chosen. */
  readonly merchantTimeZone: string | undefined;
  readonly hosts: readonly PlannedHost[];
  /** Whose times are shown; undefined: everybody's. */
  readonly host: PlannedHost | undefined;
  readonly sessionMinutes: number;
  readonly changeNoticeMinutes: number;
  readonly sessionsLeft: number;
  readonly bookings: readonly ShownBooking[];
  /** That another time is being chosen for. */
  readonly moving: ShownBooking | undefined;
  readonly slots: readonly FreeSlot[];
  readonly week: number;
  readonly isLastWeek: boolean;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

@Injectable()
export class BookingStandings {
  constructor(private readonly plans: SessionPlans, private readonly freeSlots: FreeSlots, private readonly bookings: BookingReads, private readonly calendar: CalendarFile, private readonly clock: Clock) {}

  /** @param choice which week from now on, which booking is to be moved, and with whom @throws AvailabilityUnknown */
  async of({ entitlement: { id, productId }, order: { country } }: KeptItem, choice: { readonly week: number; readonly moves?: string | undefined; readonly hostId?: string | undefined }): Promise<BookingStanding> {
    const [plan, found, bought, chosen] = await Promise.all([this.plans.require(productId), this.bookings.ofEntitlement(id), this.bookings.bought(id), this.bookings.chosenTimeZone(id)]);
    const now = this.clock.now();
    const lastWeek = Math.ceil(plan.horizonDays / 7);
    const week = Math.min(lastWeek, Math.max(0, Math.trunc(choice.week)));
    const begins = now.getTime() + week * 7 * dayMilliseconds;
    const bookings = found.map((booking): ShownBooking => ({ ...booking, isChangeable: isChangeable(booking, now), isContestable: isContestable(booking, now), calendarPath: this.calendar.linkTo(booking.id) }));
    const moving = bookings.find((booking) => booking.id === choice.moves && booking.isChangeable);
    const sessionsLeft = Math.max(0, bought - bookings.filter(({ state }) => state !== 'cancelled').length);
    const host = plan.hosts.find(({ id: each }) => each === choice.hostId);
    const { slots } = sessionsLeft || moving ? await this.freeSlots.between(plan, { from: new Date(begins), to: new Date(begins + 7 * dayMilliseconds) }, host?.id) : { slots: [] };
    const zones = new Set((plan.isHosted ? plan.hosts : [plan]).map((each) => each.timeZone));
    return {
      timeZone: chosen ?? timeZoneOf(country), merchantTimeZone: host?.timeZone ?? (zones.size === 1 ? [...zones][0] : undefined), hosts: plan.hosts, host, sessionMinutes: plan.sessionMinutes, changeNoticeMinutes: plan.changeNoticeMinutes, sessionsLeft, bookings, moving, slots,
      week, isLastWeek: week >= lastWeek,
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { refuseUnusable, slotsBetween, type Availability, type Slot } from './availability.js';
import { AvailabilityRefused, AvailabilityUnknown } from './booking.errors.js';

export interface SessionPlanView extends Availability {
  readonly productId: string;
  readonly merchantId: string;
  readonly meetingLink: string | null;
  readonly setAt: Date;
}

/** A session that is offered, and how many more can come. */
export interface FreeSlot extends Slot { readonly placesLeft: number }

const columns = `product_id AS "productId", merchant_id AS "merchantId", time_zone AS "timeZone", session_minutes AS "sessionMinutes", buffer_minutes AS "bufferMinutes", notice_minutes AS "noticeMinutes",
  change_notice_minutes AS "changeNoticeMinutes", capacity, sessions_per_piece AS "sessionsPerPiece", horizon_days AS "horizonDays", weekly, exceptions, meeting_link AS "meetingLink", set_at AS "setAt"`;
const one = statement('delivery.session_plan', `SELECT ${columns} FROM delivery.session_plans WHERE product_id = $1`);
const locked = statement('delivery.lock_session_plan', `SELECT ${columns} FROM delivery.session_plans WHERE product_id = $1 FOR UPDATE`);
const write = statement('delivery.set_session_plan', `
  INSERT INTO delivery.session_plans (product_id, merchant_id, time_zone, session_minutes, buffer_minutes, notice_minutes, change_notice_minutes, capacity, horizon_days, weekly, exceptions, meeting_link, set_at, sessions_per_piece)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $13, $14)
  ON CONFLICT (product_id) DO UPDATE SET time_zone = excluded.time_zone, session_minutes = excluded.session_minutes, buffer_minutes = excluded.buffer_minutes, notice_minutes = excluded.notice_minutes,
    change_notice_minutes = excluded.change_notice_minutes, capacity = excluded.capacity, horizon_days = excluded.horizon_days, weekly = excluded.weekly, exceptions = excluded.exceptions,
    meeting_link = excluded.meeting_link, set_at = excluded.set_at, sessions_per_piece = excluded.sessions_per_piece
  WHERE session_plans.sessions_per_piece <= excluded.sessions_per_piece RETURNING product_id`);
const busy = statement('delivery.busy_times', `
  SELECT starts_at AS "startsAt", busy_until AS "busyUntil", count(*)::int AS places FROM delivery.bookings
  WHERE product_id = $1 AND state <> 'cancelled' AND starts_at < $3 AND busy_until > $2 GROUP BY 1, 2 ORDER BY 1`);

interface Busy { startsAt: Date; busyUntil: Date; places: number }

/** When a merchant's sessions are held, and which are still free. */
@Injectable()
export class SessionPlans {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The whole of it; what is booked stays booked. The caller has made sure that the product is the merchant's. @throws AvailabilityRefused */
  async set(plan: Omit<SessionPlanView, 'setAt'>): Promise<void> {
    refuseUnusable(plan);
    if (plan.meetingLink !== null && !isMeetingLink(plan.meetingLink)) throw new AvailabilityRefused({}, 'meetingLink');
    const [written] = await this.database.read(write, [
      plan.productId, plan.merchantId, plan.timeZone, plan.sessionMinutes, plan.bufferMinutes, plan.noticeMinutes, plan.changeNoticeMinutes, plan.capacity, plan.horizonDays,
      toJson(plan.weekly), toJson(plan.exceptions), plan.meetingLink, this.clock.now(), plan.sessionsPerPiece,
    ]);
    if (!written) throw new AvailabilityRefused({}, 'sessionsPerPiece');
  }

  async find(productId: string): Promise<SessionPlanView | undefined> {
    const [plan] = await this.database.read<SessionPlanView>(one, [productId]);
    return plan;
  }

  /** @throws AvailabilityUnknown */
  async require(productId: string): Promise<SessionPlanView> {
    const plan = await this.find(productId);
    if (!plan) throw new AvailabilityUnknown();
    return plan;
  }

  /** In order. */
  async freeSlots(plan: SessionPlanView, span: { readonly from: Date; readonly to: Date }): Promise<FreeSlot[]> {
    const slots = slotsBetween(plan, span, this.clock.now());
    const taken = slots.length ? await this.database.read<Busy>(busy, [plan.productId, span.from, new Date(span.to.getTime() + (plan.sessionMinutes + plan.bufferMinutes) * 60_000)]) : [];
    return slots.map((slot) => ({ ...slot, placesLeft: placesLeft(slot, plan, taken) })).filter((slot) => slot.placesLeft > 0);
  }
}

/** @throws AvailabilityUnknown */
export async function lockPlan(tx: Tx, productId: string): Promise<SessionPlanView> {
  const [plan] = await prepared<SessionPlanView>(tx, locked, [productId]);
  if (!plan) throw new AvailabilityUnknown();
  return plan;
}

/** Others at the same time share a session; whatever else reaches into it takes it whole. */
function placesLeft({ startsAt, endsAt }: Slot, { capacity, bufferMinutes }: Availability, taken: readonly Busy[]): number {
  const until = endsAt.getTime() + bufferMinutes * 60_000;
  const touching = taken.filter((other) => other.startsAt.getTime() < until && other.busyUntil > startsAt);
  if (touching.some((other) => other.startsAt.getTime() !== startsAt.getTime())) return 0;
  return Math.max(0, capacity - touching.reduce((sum, { places }) => sum + places, 0));
}

function isMeetingLink(link: string): boolean {
  return link.length <= 500 && URL.canParse(link) && new URL(link).protocol === 'https:';
}

import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { refuseUnsafeLink, refuseUnusable, type Availability, type OpenHours } from './availability.js';
import { AvailabilityRefused, AvailabilityUnknown, CapacityTaken, HostUnknown } from './booking.errors.js';

/** Somebody who can hold the sessions of a product. */
export interface PlannedHost extends OpenHours { readonly id: string; readonly name: string }

export interface SessionPlanView extends Availability {
  readonly productId: string;
  readonly merchantId: string;
  readonly meetingLink: string | null;
  readonly setAt: Date;
  /** Who can hold them, as the merchant names them, without those who are retired. */
  readonly hosts: readonly PlannedHost[];
  /** Whether hosts were named: then they hold the sessions, in their own hours; else they are held in those of the product. */
  readonly isHosted: boolean;
}

/** A plan as a merchant sets it. */
export type WantedPlan = Omit<SessionPlanView, 'setAt' | 'hosts' | 'isHosted'> & { readonly hostIds?: readonly string[] };

const columns = `p.product_id AS "productId", p.merchant_id AS "merchantId", p.time_zone AS "timeZone", p.session_minutes AS "sessionMinutes", p.buffer_minutes AS "bufferMinutes", p.notice_minutes AS "noticeMinutes",
  p.change_notice_minutes AS "changeNoticeMinutes", p.capacity, p.sessions_per_piece AS "sessionsPerPiece", p.horizon_days AS "horizonDays", p.weekly, p.exceptions, p.meeting_link AS "meetingLink", p.set_at AS "setAt",
  EXISTS (SELECT FROM delivery.product_hosts x WHERE x.product_id = p.product_id) AS "isHosted",
  coalesce((SELECT json_agg(json_build_object('id', h.id, 'name', h.name, 'timeZone', h.time_zone, 'bufferMinutes', h.buffer_minutes, 'weekly', h.weekly, 'exceptions', h.exceptions) ORDER BY x.position)
    FROM delivery.product_hosts x JOIN delivery.hosts h ON h.id = x.host_id WHERE x.product_id = p.product_id AND h.retired_at IS NULL), '[]') AS hosts`;
const one = statement('delivery.session_plan', `SELECT ${columns} FROM delivery.session_plans p WHERE p.product_id = $1`);
const locked = statement('delivery.lock_session_plan', 'SELECT product_id FROM delivery.session_plans WHERE product_id = $1 FOR UPDATE');
const lockHosts = statement('delivery.lock_hosts', 'SELECT h.id FROM delivery.hosts h WHERE h.id = ANY ($1::uuid[]) ORDER BY h.id FOR UPDATE');
const lockHostsOfPlan = statement('delivery.lock_hosts_of_plan', 'SELECT h.id FROM delivery.hosts h JOIN delivery.product_hosts x ON x.host_id = h.id WHERE x.product_id = $1 ORDER BY h.id FOR UPDATE OF h');
const ownHosts = statement('delivery.own_hosts', 'SELECT id FROM delivery.hosts WHERE id = ANY ($1::uuid[]) AND merchant_id = $2 AND retired_at IS NULL');
const write = statement('delivery.set_session_plan', `
  INSERT INTO delivery.session_plans (product_id, merchant_id, time_zone, session_minutes, buffer_minutes, notice_minutes, change_notice_minutes, capacity, horizon_days, weekly, exceptions, meeting_link, set_at, sessions_per_piece)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, $12, $13, $14)
  ON CONFLICT (product_id) DO UPDATE SET time_zone = excluded.time_zone, session_minutes = excluded.session_minutes, buffer_minutes = excluded.buffer_minutes, notice_minutes = excluded.notice_minutes,
    change_notice_minutes = excluded.change_notice_minutes, capacity = excluded.capacity, horizon_days = excluded.horizon_days, weekly = excluded.weekly, exceptions = excluded.exceptions,
    meeting_link = excluded.meeting_link, set_at = excluded.set_at, sessions_per_piece = excluded.sessions_per_piece
  WHERE session_plans.sessions_per_piece <= excluded.sessions_per_piece RETURNING product_id`);
const fullest = statement('delivery.fullest_session', `
  SELECT count(*)::int AS booked FROM delivery.bookings WHERE product_id = $1 AND state = 'booked' AND starts_at > $2 GROUP BY host_id, starts_at ORDER BY 1 DESC LIMIT 1`);
const clearHosts = statement('delivery.clear_product_hosts', 'DELETE FROM delivery.product_hosts WHERE product_id = $1');
const nameHosts = statement('delivery.name_product_hosts', `
  INSERT INTO delivery.product_hosts (product_id, host_id, position) SELECT $1, host_id, position FROM unnest($2::uuid[]) WITH ORDINALITY AS named (host_id, position)`);
/** What was booked before anybody was named is held by the first, as far as they are free then. */
const giveBooked = statement('delivery.give_bookings_to_host', `
  UPDATE delivery.bookings b SET host_id = $2 WHERE b.product_id = $1 AND b.host_id IS NULL AND b.state = 'booked' AND b.ends_at > $3 AND NOT EXISTS (
    SELECT FROM delivery.bookings o WHERE o.host_id = $2 AND o.state <> 'cancelled' AND o.starts_at < b.busy_until AND o.busy_until > b.starts_at)`);

/** When and by whom a merchant's sessions are held. */
@Injectable()
export class SessionPlans {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The whole of it; what is booked stays booked. The caller has made sure that the product is the merchant's. @throws AvailabilityRefused, CapacityTaken, HostUnknown */
  async set({ hostIds = [], ...plan }: WantedPlan): Promise<void> {
    refuseUnusable(plan);
    refuseUnsafeLink(plan.meetingLink);
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const [written] = await prepared(tx, write, [
        plan.productId, plan.merchantId, plan.timeZone, plan.sessionMinutes, plan.bufferMinutes, plan.noticeMinutes, plan.changeNoticeMinutes, plan.capacity, plan.horizonDays,
        toJson(plan.weekly), toJson(plan.exceptions), plan.meetingLink, at, plan.sessionsPerPiece,
      ]);
      if (!written) throw new AvailabilityRefused({}, 'sessionsPerPiece');
      // Whoever books waits for the plan's row, which this transaction has written.
      const [{ booked } = { booked: 0 }] = await prepared<{ booked: number }>(tx, fullest, [plan.productId, at]);
      if (booked > plan.capacity) throw new CapacityTaken({ booked }, 'capacity');
      await this.nameHosts(tx, plan, [...new Set(hostIds)], at);
    });
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

  private async nameHosts(tx: Tx, { productId, merchantId }: Pick<WantedPlan, 'productId' | 'merchantId'>, hostIds: readonly string[], at: Date): Promise<void> {
    await prepared(tx, lockHosts, [hostIds]);
    if ((await prepared(tx, ownHosts, [hostIds, merchantId])).length < hostIds.length) throw new HostUnknown({}, 'hostIds');
    await prepared(tx, clearHosts, [productId]);
    const [first] = hostIds;
    if (first === undefined) return;
    await prepared(tx, nameHosts, [productId, hostIds]);
    await prepared(tx, giveBooked, [productId, first, at]);
  }
}

/** With its hosts: whoever books any of them, for whatever product, waits until this transaction ends. @throws AvailabilityUnknown */
export async function lockPlan(tx: Tx, productId: string): Promise<SessionPlanView> {
  await prepared(tx, locked, [productId]);
  await prepared(tx, lockHostsOfPlan, [productId]);
  const [plan] = await prepared<SessionPlanView>(tx, one, [productId]);
  if (!plan) throw new AvailabilityUnknown();
  return plan;
}

import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { DayException, WeeklyRule } from './availability.js';

/** When and how sessions of a product are held. Its row is locked by whoever books, so that no time is sold twice. */
@Entity({ schema: 'delivery', name: 'session_plans' })
@Check('session_plans_minutes_check', '((session_minutes > 0) AND (buffer_minutes >= 0) AND (notice_minutes >= 0) AND (change_notice_minutes >= 0))')
@Check('session_plans_capacity_check', '(capacity > 0)')
@Check('session_plans_sessions_per_piece_check', '(sessions_per_piece > 0)')
@Check('session_plans_horizon_days_check', '(horizon_days > 0)')
export class SessionPlan {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'session_plans_pkey' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone: string;
  @Column({ name: 'session_minutes', type: 'integer' }) sessionMinutes: number;
  @Column({ name: 'buffer_minutes', type: 'integer' }) bufferMinutes: number;
  @Column({ name: 'notice_minutes', type: 'integer' }) noticeMinutes: number;
  @Column({ name: 'change_notice_minutes', type: 'integer' }) changeNoticeMinutes: number;
  @Column({ type: 'integer' }) capacity: number;
  @Column({ name: 'sessions_per_piece', type: 'integer' }) sessionsPerPiece: number;
  @Column({ name: 'horizon_days', type: 'integer' }) horizonDays: number;
  @Column({ type: 'jsonb' }) weekly: WeeklyRule[];
  @Column({ type: 'jsonb' }) exceptions: DayException[];
  /** Shown from a quarter of an hour before a session. */
  @Column({ name: 'meeting_link', type: 'text', nullable: true }) meetingLink: string | null;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
}

export const bookingStates = ['booked', 'attended', 'no_show', 'cancelled'] as const;
/** `attended` and `no_show` use up a session; a cancelled one is the buyer's again. */
export type BookingState = (typeof bookingStates)[number];

/** A time that a buyer has taken for one session of what was bought. */
@Entity({ schema: 'delivery', name: 'bookings' })
@Index('bookings_place', ['productId', 'startsAt', 'place'], { unique: true, where: "((state <> 'cancelled'::text) AND (host_id IS NULL))" })
@Index('bookings_place_at_host', ['hostId', 'startsAt', 'place'], { unique: true, where: "((state <> 'cancelled'::text) AND (host_id IS NOT NULL))" })
@Index('bookings_product_id', ['productId', 'startsAt'], { where: "(state <> 'cancelled'::text)" })
@Exclusion('hosts_are_in_one_product_at_a_time', "USING gist (host_id WITH =, product_id WITH <>, tstzrange(starts_at, busy_until) WITH &&) WHERE (state <> 'cancelled')")
@Exclusion('hosts_are_in_one_session_at_a_time', "USING gist (host_id WITH =, starts_at WITH <>, tstzrange(starts_at, busy_until) WITH &&) WHERE (state <> 'cancelled')")
@Index('bookings_entitlement_id', ['entitlementId'])
@Index('bookings_merchant_id', ['merchantId', 'startsAt'])
@Index('bookings_to_come', ['startsAt'], { where: "(state = 'booked'::text)" })
@Check('bookings_state_check', "(state = ANY (ARRAY['booked'::text, 'attended'::text, 'no_show'::text, 'cancelled'::text]))")
@Index('bookings_to_settle', ['markedAt'], { where: '((marked_at IS NOT NULL) AND (settled_at IS NULL))' })
@Check('contested_sessions_say_why', '((contested_at IS NULL) = (contest_words IS NULL))')
@Check('bookings_change_notice_minutes_check', '(change_notice_minutes >= 0)')
@Check('bookings_times_check', '((starts_at < ends_at) AND (ends_at <= busy_until))')
export class Booking {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bookings_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @ForeignKey(() => Entitlement, { name: 'bookings_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'order_line_id', type: 'uuid' }) orderLineId: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt: Date;
  /** With the merchant's rest after it. */
  @Column({ name: 'busy_until', type: 'timestamptz' }) busyUntil: Date;
  /** Who holds it: one of its merchant's hosts; null where the product names none. */
  @Column({ name: 'host_id', type: 'uuid', nullable: true }) hostId: string | null;
  /** From 1 on, of those of the session. */
  @Column({ type: 'integer' }) place: number;
  @Column({ type: 'text' }) state: BookingState;
  /** In which its buyer reads its times, IANA. */
  @Column({ name: 'buyer_time_zone', type: 'text' }) buyerTimeZone: string;
  /** Of its entry in calendars: one more with each change (RFC 5545). */
  @Column({ type: 'integer' }) sequence: number;
  @Column({ name: 'booked_at', type: 'timestamptz' }) bookedAt: Date;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
  /** Null while the mail of a day, or of an hour, before it is still to be written. */
  @Column({ name: 'day_reminded_at', type: 'timestamptz', nullable: true }) dayRemindedAt: Date | null;
  @Column({ name: 'hour_reminded_at', type: 'timestamptz', nullable: true }) hourRemindedAt: Date | null;
  /** As was said when it was booked. */
  @Column({ name: 'change_notice_minutes', type: 'integer' }) changeNoticeMinutes: number;
  /** When its merchant said whether the buyer came. */
  @Column({ name: 'marked_at', type: 'timestamptz', nullable: true }) markedAt: Date | null;
  /** When the buyer said that it was otherwise, and in which words. */
  @Column({ name: 'contested_at', type: 'timestamptz', nullable: true }) contestedAt: Date | null;
  @Column({ name: 'contest_words', type: 'text', nullable: true }) contestWords: string | null;
  /** From when on it counts: nobody contested it in time, or it was decided. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt: Date | null;
}

/** The time zone that a buyer has chosen for what was bought. */
@Entity({ schema: 'delivery', name: 'chosen_time_zones' })
export class ChosenTimeZone {
  @ForeignKey(() => Entitlement, { name: 'chosen_time_zones_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'chosen_time_zones_pkey' })
  entitlementId: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone: string;
}

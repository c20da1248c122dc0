import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Locale } from '@silkport/values';
import type { SubscriptionMatter } from './subscription-letter.js';

export type MessageKind = `subscription-${SubscriptionMatter}` | 'order-confirmed' | 'order-cancelled' | 'order-refunded' | 'withdrawal-received' | 'order-link' | 'dispute-opened' | 'dispute-won' | 'dispute-lost' | 'email-confirmation' | 'sign-up-repeated'
  | 'payout-paid' | 'payout-failed' | 'sale-disputed' | 'sale-dispute-won' | 'sale-dispute-lost' | 'sale-withdrawn'
  | 'access-opened' | 'access-suspended' | 'access-restored' | 'access-expired' | 'access-revoked' | 'seat-given' | 'seat-ended' | 'release-published' | 'shipment-dispatched' | 'shipment-tracked'
  | 'session-booked' | 'session-moved' | 'session-cancelled' | 'session-near' | 'session-marked' | 'session-contested' | 'contest-decided' | 'milestone-handed-over' | 'milestone-accepted' | 'milestone-changes-asked' | 'milestone-disputed' | 'milestone-decided' | 'brief-given' | 'brief-files-added' | 'brief-missing' | 'work-cancelled';
export type MessageState = 'waiting' | 'sent';

/** A mail as it was written, kept from before it is sent: however often sending is tried, the same mail goes out. */
@Entity({ schema: 'notifications', name: 'messages' })
@Unique('messages_event_id_kind_merchant_id_recipient_key', ['eventId', 'kind', 'merchantId', 'recipient'])
@Check('messages_state_check', `(state = ANY (ARRAY['waiting'::text, 'sent'::text]))`)
@Check('sent_messages_say_when', `((state = 'sent'::text) = ((sent_at IS NOT NULL) AND (message_id IS NOT NULL)))`)
@Check('messages_calendar_check', `(((calendar IS NULL) = (calendar_method IS NULL)) AND ((calendar_method IS NULL) OR (calendar_method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text]))))`)
export class Message {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'messages_pkey' }) id: string;
  /** The event that it tells of: one mail of a kind for each reader and merchant, no merchant being one of them too. */
  @Column({ name: 'event_id', type: 'uuid' }) eventId: string;
  @Column({ type: 'text' }) kind: MessageKind;
  /** The merchant that an owner reads it for; null where a buyer reads it. */
  @Column({ name: 'merchant_id', type: 'uuid', nullable: true }) merchantId: string | null;
  /** An e-mail address. */
  @Column({ type: 'text' }) recipient: string;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ type: 'text' }) subject: string;
  @Column({ type: 'text' }) html: string;
  @Column({ type: 'text' }) text: string;
  /** The entry of a session (RFC 5545) that goes along, and what a calendar is to do with it (RFC 6047). */
  @Column({ type: 'text', nullable: true }) calendar: string | null;
  @Column({ name: 'calendar_method', type: 'text', nullable: true }) calendarMethod: 'REQUEST' | 'CANCEL' | null;
  @Column({ type: 'text' }) state: MessageState;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt: Date | null;
  /** The Message-ID header that it was sent with. */
  @Column({ name: 'message_id', type: 'text', nullable: true }) messageId: string | null;
}

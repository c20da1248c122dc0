import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { DayException, WeeklyRule } from './availability.js';
import { SessionPlan } from './booking.entity.js';

/** A person of a merchant who holds sessions, with hours of their own. Its row is locked by whoever books with them. */
@Entity({ schema: 'delivery', name: 'hosts' })
@Index('hosts_merchant_id', ['merchantId', 'id'])
@Check('hosts_name_check', "(name <> ''::text)")
@Check('hosts_buffer_minutes_check', '(buffer_minutes >= 0)')
export class Host {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'hosts_pkey' }) id: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** As buyers see it, the same in every language. */
  @Column({ type: 'text' }) name: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone: string;
  /** Free after each session, whatever its product. */
  @Column({ name: 'buffer_minutes', type: 'integer' }) bufferMinutes: number;
  @Column({ type: 'jsonb' }) weekly: WeeklyRule[];
  @Column({ type: 'jsonb' }) exceptions: DayException[];
  /** In the place of the product's: two hosts can hold sessions at the same time. */
  @Column({ name: 'meeting_link', type: 'text', nullable: true }) meetingLink: string | null;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
  /** Offered no longer; what is booked stays booked. */
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt: Date | null;
}

/** Who can hold the sessions of a product; without any they are held in the product's own hours. */
@Entity({ schema: 'delivery', name: 'product_hosts' })
@Index('product_hosts_host_id', ['hostId'])
export class ProductHost {
  @ForeignKey(() => SessionPlan, { name: 'product_hosts_product_id_fkey' })
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'product_hosts_pkey' })
  productId: string;
  @ForeignKey(() => Host, { name: 'product_hosts_host_id_fkey' })
  @PrimaryColumn({ name: 'host_id', type: 'uuid', primaryKeyConstraintName: 'product_hosts_pkey' })
  hostId: string;
  /** As the merchant names them, from 1 on. */
  @Column({ type: 'integer' }) position: number;
}

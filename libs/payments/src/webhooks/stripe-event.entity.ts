import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The inbox: an event of Stripe that is in it has been dealt with and is not dealt with again. */
@Entity({ schema: 'payments', name: 'stripe_events' })
export class StripeEvent {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'stripe_events_pkey' }) id: string;
  @Column({ type: 'text' }) type: string;
  @Column({ name: 'received_at', type: 'timestamptz' }) receivedAt: Date;
}

import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Money that a buyer has paid. Never changed: what goes back is a refund of its own. */
@Entity({ schema: 'payments', name: 'charges' })
@Unique('charges_checkout_id_key', ['checkoutId'])
@Index('charges_reference', ['reference'])
@Index('charges_stripe_payment_intent_id', ['stripePaymentIntentId'])
@Check('charges_amount_check', 'amount_minor > 0')
export class Charge {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'charges_pkey' }) id: string;
  @Column({ name: 'checkout_id', type: 'uuid' }) checkoutId: string;
  @Column({ type: 'uuid' }) reference: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor: bigint;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'stripe_payment_intent_id', type: 'text' }) stripePaymentIntentId: string;
  /** Null where a webhook told of the payment: it names the intent only. */
  @Column({ name: 'stripe_charge_id', type: 'text', nullable: true }) stripeChargeId: string | null;
  @Column({ name: 'captured_at', type: 'timestamptz' }) capturedAt: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Subscription } from './subscription.entity.js';
import type { TrialHolder } from './trial-holders.js';

/** That a buyer has had a trial of a product, or was refused a second one: once for each account, card and e-mail address. Never changed. */
@Entity({ schema: 'ordering', name: 'trials' })
@Index('trials_subscription_id', ['subscriptionId'])
@Check('trials_holder_check', "(holder = ANY (ARRAY['account'::text, 'card'::text, 'email'::text]))")
export class Trial {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'trials_pkey' }) productId: string;
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'trials_pkey' }) holder: TrialHolder;
  /** A person's id, the provider's fingerprint of a card, or the SHA-256 of an address in the form of `trialEmail`. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'trials_pkey' }) mark: string;
  @ForeignKey(() => Subscription, { name: 'trials_subscription_id_fkey' })
  @Column({ name: 'subscription_id', type: 'uuid' })
  subscriptionId: string;
  @Column({ name: 'given_at', type: 'timestamptz' }) givenAt: Date;
}

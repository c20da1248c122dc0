import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeliveryKind } from '@silkport/catalog';

export const entitlementStates = ['active', 'suspended', 'revoked'] as const;
export type EntitlementState = (typeof entitlementStates)[number];

/** Where an entitlement may go from where it is: what is revoked stays revoked. */
export const transitions: Readonly<Record<EntitlementState, readonly EntitlementState[]>> = {
  active: ['suspended', 'revoked'],
  suspended: ['active', 'revoked'],
  revoked: [],
};

/** A buyer's right to what one line of a paid order bought, one for each line that is not a parcel. */
@Entity({ schema: 'delivery', name: 'entitlements' })
@Unique('entitlements_order_line_id_key', ['orderLineId'])
@Index('entitlements_order_id', ['orderId'])
@Check('entitlements_quantity_check', '(quantity > 0)')
@Check('entitlements_state_check', "(state = ANY (ARRAY['active'::text, 'suspended'::text, 'revoked'::text]))")
export class Entitlement {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'entitlements_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'order_line_id', type: 'uuid' }) orderLineId: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'delivery_kind', type: 'text' }) deliveryKind: DeliveryKind;
  @Column({ type: 'integer' }) quantity: number;
  @Column({ type: 'text' }) state: EntitlementState;
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt: Date;
  /** Of a service: when its merchant said that it is done. */
  @Column({ name: 'performed_at', type: 'timestamptz', nullable: true }) performedAt: Date | null;
}

/** Who changed an entitlement's state, when and why. Append-only. */
@Entity({ schema: 'delivery', name: 'entitlement_transitions' })
@Index('entitlement_transitions_entitlement_id', ['entitlementId'])
export class EntitlementTransition {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'entitlement_transitions_pkey' }) id: string;
  @ForeignKey(() => Entitlement, { name: 'entitlement_transitions_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @Column({ name: 'from_state', type: 'text', nullable: true }) fromState: EntitlementState | null;
  @Column({ name: 'to_state', type: 'text' }) toState: EntitlementState;
  /** `order-paid`, or a person's id. */
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}

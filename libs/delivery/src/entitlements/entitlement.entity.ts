import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { DeliveryKind } from '@silkport/catalog';

/** `granted`: given, and withheld until something is decided. `suspended`: was active, and is withheld. `revoked` and `expired` are for ever. */
export const entitlementStates = ['granted', 'active', 'suspended', 'revoked', 'expired'] as const;
export type EntitlementState = (typeof entitlementStates)[number];

/** Where an entitlement may go from where it is. `delivery.state_of` in the database decides which of them it is. */
export const transitions: Readonly<Record<EntitlementState, readonly EntitlementState[]>> = {
  granted: ['active', 'revoked', 'expired'],
  active: ['suspended', 'revoked', 'expired'],
  suspended: ['active', 'revoked', 'expired'],
  revoked: [],
  expired: [],
};

/**
 * What withholds an entitlement; it is active when nothing does. Disputes are kept by line (`LineAccess`), since they may be heard of first.
 * `admin`, `merchant`: a person's decision, which only their own side takes back. `verdict`: the data-export decision is open. `rule:<id>`: a rule of the buyer's market. `billing`: a
 * subscription's renewal was not paid. `paused`: a subscription rests. `keys`: no licence key is left. `nothing`: its merchant has
 * set nothing up that could be delivered.
 */
export type Hold = 'admin' | 'merchant' | 'verdict' | 'billing' | 'paused' | 'keys' | 'nothing' | `rule:${string}`;

/** A buyer's right to what one line of a paid order bought: one for each line that is not a parcel, of a kind with seats one for each seat. */
@Entity({ schema: 'delivery', name: 'entitlements' })
@Unique('entitlements_order_line_id_seat_key', ['orderLineId', 'seat'])
@Index('entitlements_order_id', ['orderId'])
@Index('entitlements_ending', { synchronize: false })
@Index('entitlements_product_id', { synchronize: false })
@Index('entitlements_awaiting_verdict', { synchronize: false })
@Index('entitlements_without_anything', { synchronize: false })
@Index('entitlements_merchant_id', ['merchantId', 'id'])
@Check('entitlements_quantity_check', '(quantity > 0)')
@Check('entitlements_pieces_back_check', '((pieces_back >= 0) AND (pieces_back <= quantity))')
@Check('entitlements_seat_check', '(seat > 0)')
@Check('entitlements_generation_check', '(generation >= 0)')
@Check('entitlements_state_check', "(state = ANY (ARRAY['granted'::text, 'active'::text, 'suspended'::text, 'revoked'::text, 'expired'::text]))")
@Check('only_what_was_active_is_suspended', "((state <> 'active'::text) OR (activated_at IS NOT NULL))")
export class Entitlement {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'entitlements_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  @Column({ name: 'order_line_id', type: 'uuid' }) orderLineId: string;
  /** From 1 on; always 1 where the kind has no seats. */
  @Column({ type: 'integer', default: 1 }) seat: number;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ name: 'delivery_kind', type: 'text' }) deliveryKind: DeliveryKind;
  /** Pieces; 1 of a seat. */
  @Column({ type: 'integer' }) quantity: number;
  /** Of several pieces: those whose money went back while it goes on; see `piecesHeld`. */
  @Column({ name: 'pieces_back', type: 'integer', default: 0 }) piecesBack: number;
  @Column({ type: 'text' }) state: EntitlementState;
  /** Null of what was granted before they were kept, as is the country/region. */
  @Column({ name: 'taxonomy_id', type: 'text', nullable: true }) taxonomyId: string | null;
  @Column({ name: 'cluster_id', type: 'text', nullable: true }) clusterId: string | null;
  /** Of the order, ISO 3166-1 alpha-2. */
  @Column({ name: 'buyer_country', type: 'char', length: 2, nullable: true }) buyerCountry: string | null;
  @Column({ type: 'text', array: true, default: [] }) holds: string[];
  /** Grows with each change of hands of its seat, together with the holder's: what one holder did is kept by it, and no other's. */
  @Column({ type: 'integer', default: 0 }) generation: number;
  @Column({ name: 'granted_at', type: 'timestamptz' }) grantedAt: Date;
  /** When it was active first. */
  @Column({ name: 'activated_at', type: 'timestamptz', nullable: true }) activatedAt: Date | null;
  /** The first instant at which it is over; null while it has no end. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;
  /** Links made before it are dead: access was stopped then. */
  @Column({ name: 'links_valid_from', type: 'timestamptz', nullable: true }) linksValidFrom: Date | null;
  /** Of what people do: when its merchant said that it is done. */
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
  /** `order-paid`, `refund`, `dispute`..., or a person's id. */
  @Column({ type: 'text' }) actor: string;
  @Column({ type: 'text' }) reason: string;
  @Column({ name: 'changed_at', type: 'timestamptz' }) changedAt: Date;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** A key of a variant's pool. The catalogue's stock is the promise, this is the thing: the two are of one number. */
@Entity({ schema: 'delivery', name: 'licence_keys' })
@Unique('licence_keys_key_key', ['key'])
@Index('licence_keys_pool', { synchronize: false })
@Index('licence_keys_entitlement_id', { synchronize: false })
@Check('issued_keys_say_to_whom', '((entitlement_id IS NULL) = (issued_at IS NULL))')
export class LicenceKey {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'licence_keys_pkey' }) id: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  @Column({ type: 'text' }) key: string;
  /** Empty while the key is in the pool. */
  @ForeignKey(() => Entitlement, { name: 'licence_keys_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid', nullable: true })
  entitlementId: string | null;
  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true }) issuedAt: Date | null;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { KeyTerms } from './key-terms.js';

/** A key of a variant's pool, or one that was generated for its buyer, unique in its product. Of a pool, the catalogue's stock is the promise and this is the thing: the two are of one number. */
@Entity({ schema: 'delivery', name: 'licence_keys' })
@Unique('licence_keys_product_id_key_key', ['productId', 'key'])
@Unique('licence_keys_variant_id_key_key', ['variantId', 'key'])
@Index('licence_keys_key_hash', ['keyHash'])
@Index('licence_keys_pool', { synchronize: false })
@Index('licence_keys_entitlement_id', { synchronize: false })
@Check('issued_keys_say_to_whom', '((entitlement_id IS NULL) = (issued_at IS NULL))')
@Check('generated_keys_are_somebodys', '((NOT is_generated) OR (entitlement_id IS NOT NULL))')
@Check('only_given_keys_are_retired', '((retired_at IS NULL) OR (entitlement_id IS NOT NULL))')
@Check('who_is_waited_for_is_not_alone', '((NOT awaits_holder) OR (known_at IS NOT NULL))')
@Check('only_given_keys_are_shown', '((shown_at IS NULL) OR (entitlement_id IS NOT NULL))')
export class LicenceKey {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'licence_keys_pkey' }) id: string;
  @Column({ name: 'variant_id', type: 'uuid' }) variantId: string;
  /** Null of keys of pools that were filled before it was kept, until more are added. */
  @Column({ name: 'product_id', type: 'uuid', nullable: true }) productId: string | null;
  @Column({ type: 'text' }) key: string;
  /** SHA-256: what a key is looked up by, so that the time of a look-up tells nothing of the keys that are there. */
  @Column({ name: 'key_hash', type: 'bytea' }) keyHash: Buffer;
  @Column({ name: 'is_generated', type: 'boolean', default: false }) isGenerated: boolean;
  /** Empty while the key is in the pool. */
  @ForeignKey(() => Entitlement, { name: 'licence_keys_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid', nullable: true })
  entitlementId: string | null;
  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true }) issuedAt: Date | null;
  /** As they were when the key was given: what a merchant changes later is for later buyers. */
  @Column({ type: 'jsonb', nullable: true }) terms: KeyTerms | null;
  /** When somebody could read or use it first. What nobody has seen can be given to another. */
  @Column({ name: 'shown_at', type: 'timestamptz', nullable: true }) shownAt: Date | null;
  /** When its seat went to somebody else, who got another key: it is nobody's any more, and is not given again, since it is known. */
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt: Date | null;
  /** When its seat last went to somebody else while there was no other key: whoever had it before knows it. */
  @Column({ name: 'known_at', type: 'timestamptz', nullable: true }) knownAt: Date | null;
  /** Such a key gives no machine a place until whoever has the seat now has opened its page. */
  @Column({ name: 'awaits_holder', type: 'boolean', default: false }) awaitsHolder: boolean;
  /** How many licence files there have been: each has the next number. */
  @Column({ name: 'files_issued', type: 'integer', default: 0 }) filesIssued: number;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Entitlement } from '../entitlements/entitlement.entity.js';

/** A secret that a buyer's programs call with. The secret itself is known to the buyer alone. */
@Entity({ schema: 'delivery', name: 'api_credentials' })
@Unique('api_credentials_prefix_key', ['prefix'])
@Index('api_credentials_entitlement_id', ['entitlementId', 'id'])
@Index('api_credentials_ending', ['expiresAt'], { where: '((revoked_at IS NULL) AND (expires_at IS NOT NULL))' })
export class ApiCredential {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'api_credentials_pkey' }) id: string;
  @ForeignKey(() => Entitlement, { name: 'api_credentials_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  /** The part of it that is shown again. */
  @Column({ type: 'text' }) prefix: string;
  /** SHA-256 of the secret part, which has 256 random bits: a slow hash would protect nothing more. */
  @Column({ name: 'secret_hash', type: 'bytea' }) secretHash: Buffer;
  @Column({ type: 'text' }) name: string;
  /** Null where all of the plan's are meant. */
  @Column({ type: 'text', array: true, nullable: true }) scopes: string[] | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt: Date | null;
  /** To the minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;
}

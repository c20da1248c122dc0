import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A key pair (Ed25519) that licence files and answers about keys are signed with. One is in use; earlier ones stay published for what they have signed. */
@Entity({ schema: 'delivery', name: 'licence_signing_keys' })
@Index('licence_signing_keys_in_use', { synchronize: false })
@Check('only_the_key_in_use_can_sign', '((retired_at IS NULL) = (sealed_private_key IS NOT NULL))')
@Check('compromised_keys_are_retired', '((NOT is_compromised) OR (retired_at IS NOT NULL))')
export class LicenceSigningKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'licence_signing_keys_pkey' }) id: string;
  /** 32 bytes (RFC 8032). */
  @Column({ name: 'public_key', type: 'bytea' }) publicKey: Buffer;
  /** Encrypted by a key that is derived from the signing secret; gone once it is retired. */
  @Column({ name: 'sealed_private_key', type: 'bytea', nullable: true }) sealedPrivateKey: Buffer | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt: Date | null;
  /** Somebody else may have it: it is not published any more. */
  @Column({ name: 'is_compromised', type: 'boolean', default: false }) isCompromised: boolean;
}

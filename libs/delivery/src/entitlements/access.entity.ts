import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Entitlement } from './entitlement.entity.js';

/**
 * What uses of an entitlement are called, and `refused` for tries that were not let in. Downloads of files have a log of their own,
 * byte by byte: `DownloadRequest`; `linked` are those that the storage itself sends.
 */
export const accessKinds = [
  'refused', 'linked', 'key_shown', 'key_verified', 'key_returned', 'key_activated', 'key_deactivated', 'licence_file_issued', 'played', 'read', 'credential_issued', 'api_called', 'queried', 'lesson_opened',
  'certificate_issued', 'booked', 'attended', 'brief_given', 'milestone_handed_over', 'milestone_accepted', 'seat_given', 'read_by_merchant',
] as const;
export type AccessKind = (typeof accessKinds)[number];

/** One use of an entitlement, or several of one kind that were counted together: what, when, and from which country/region. Append-only evidence. */
@Entity({ schema: 'delivery', name: 'accesses' })
@Index('accesses_entitlement_id', ['entitlementId', 'accessedAt'])
@Index('accesses_refused', ['accessedAt'], { where: "(what = 'refused'::text)" })
@Check('accesses_times_check', '(times > 0)')
export class Access {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'accesses_pkey' }) id: string;
  /** Null of a refused try that named none of ours. */
  @ForeignKey(() => Entitlement, { name: 'accesses_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid', nullable: true })
  entitlementId: string | null;
  @Column({ type: 'text' }) what: AccessKind;
  /** Of what: a file, a lesson, a machine; of a refused try the code of the refusal. No secret and no address. */
  @Column({ type: 'text', nullable: true }) subject: string | null;
  @Column({ name: 'accessed_at', type: 'timestamptz' }) accessedAt: Date;
  /** ISO 3166-1 alpha-2 of the country/region, as far as the request told it. */
  @Column({ name: 'client_country', type: 'char', length: 2, nullable: true }) clientCountry: string | null;
  @Column({ name: 'user_agent', type: 'text', nullable: true }) userAgent: string | null;
  @Column({ type: 'bigint' }) times: bigint;
  @Column({ type: 'bigint', nullable: true }) bytes: bigint | null;
}

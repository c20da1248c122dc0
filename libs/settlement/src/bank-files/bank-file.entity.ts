import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A pain.001 message as it was made, once, to the byte. */
@Entity({ schema: 'settlement', name: 'bank_files' })
@Unique('bank_files_message_id_key', ['messageId'])
export class BankFile {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'bank_files_pkey' }) id: string;
  /** The message's own id, by which the bank's report answers: at most 35 characters. */
  @Column({ name: 'message_id', type: 'text' }) messageId: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ name: 'payout_count', type: 'integer' }) payoutCount: number;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ type: 'bytea' }) xml: Buffer;
  @Column({ type: 'char', length: 64 }) sha256: string;
  @Column({ name: 'made_at', type: 'timestamptz' }) madeAt: Date;
}

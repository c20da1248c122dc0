import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that buyers send with a brief, or with what they say to a milestone. */
export class EncloseFiles1764000000716 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.buyer_files (
        id uuid CONSTRAINT buyer_files_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT buyer_files_entitlement_id_fkey REFERENCES delivery.commissions (entitlement_id),
        note_id uuid CONSTRAINT buyer_files_note_id_fkey REFERENCES delivery.milestone_notes (id),
        file_name text NOT NULL,
        content_type text NOT NULL,
        size_bytes bigint NOT NULL CONSTRAINT buyer_files_size_bytes_check CHECK (size_bytes > 0),
        state text NOT NULL CONSTRAINT buyer_files_state_check CHECK (state IN ('checking', 'ready', 'refused')),
        reason text,
        detail text,
        sha256 text,
        scanner text,
        storage_key text NOT NULL CONSTRAINT buyer_files_storage_key_key UNIQUE,
        sent_at timestamptz NOT NULL,
        checked_at timestamptz,
        given_at timestamptz,
        CONSTRAINT refused_buyer_files_say_why CHECK ((state = 'refused') = (reason IS NOT NULL)),
        CONSTRAINT ready_buyer_files_were_checked CHECK (state <> 'ready' OR (sha256 IS NOT NULL AND checked_at IS NOT NULL)),
        CONSTRAINT buyer_files_of_notes_are_given CHECK (note_id IS NULL OR given_at IS NOT NULL)
      );
      CREATE INDEX buyer_files_entitlement_id ON delivery.buyer_files (entitlement_id, id);
      CREATE INDEX buyer_files_note_id ON delivery.buyer_files (note_id) WHERE note_id IS NOT NULL;
      CREATE INDEX buyer_files_checking ON delivery.buyer_files (sent_at) WHERE state = 'checking';
      CREATE INDEX buyer_files_not_given ON delivery.buyer_files (sent_at) WHERE given_at IS NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work by plan: its milestones, what was said and handed over of each. */
export class CommissionWork1764000000692 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.commission_plans (
        variant_id uuid CONSTRAINT commission_plans_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        questions jsonb NOT NULL,
        milestones jsonb NOT NULL,
        accept_days integer NOT NULL,
        change_rounds integer NOT NULL,
        set_at timestamptz NOT NULL
      );
      CREATE TABLE delivery.commissions (
        entitlement_id uuid CONSTRAINT commissions_pkey PRIMARY KEY CONSTRAINT commissions_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        order_id uuid NOT NULL,
        order_line_id uuid NOT NULL,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        questions jsonb NOT NULL,
        accept_days integer NOT NULL,
        change_rounds integer NOT NULL,
        answers jsonb,
        brief_given_at timestamptz
      );
      CREATE INDEX commissions_merchant_id ON delivery.commissions (merchant_id, entitlement_id);
      CREATE TABLE delivery.milestones (
        id uuid CONSTRAINT milestones_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT milestones_entitlement_id_fkey REFERENCES delivery.commissions (entitlement_id),
        position integer NOT NULL,
        name jsonb NOT NULL,
        from_share integer NOT NULL,
        to_share integer NOT NULL,
        due_days integer NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'handed_over', 'changes_asked', 'accepted', 'disputed', 'refunded', 'cancelled')),
        rounds_used integer NOT NULL DEFAULT 0,
        accept_by timestamptz,
        accepted_at timestamptz,
        changed_at timestamptz NOT NULL,
        CONSTRAINT milestones_entitlement_id_position_key UNIQUE (entitlement_id, position),
        CONSTRAINT milestones_share_check CHECK (0 <= from_share AND from_share < to_share AND to_share <= 10000)
      );
      CREATE INDEX milestones_to_accept ON delivery.milestones (accept_by) WHERE state = 'handed_over';
      CREATE INDEX milestones_disputed ON delivery.milestones (changed_at) WHERE state = 'disputed';
      CREATE TABLE delivery.milestone_notes (
        id uuid CONSTRAINT milestone_notes_pkey PRIMARY KEY,
        milestone_id uuid NOT NULL CONSTRAINT milestone_notes_milestone_id_fkey REFERENCES delivery.milestones (id),
        kind text NOT NULL,
        author text NOT NULL,
        words text NOT NULL,
        noted_at timestamptz NOT NULL
      );
      CREATE INDEX milestone_notes_milestone_id ON delivery.milestone_notes (milestone_id, id);
      CREATE TABLE delivery.commission_files (
        id uuid CONSTRAINT commission_files_pkey PRIMARY KEY,
        note_id uuid NOT NULL CONSTRAINT commission_files_note_id_fkey REFERENCES delivery.milestone_notes (id),
        file_name text NOT NULL,
        content_type text NOT NULL,
        size_bytes bigint NOT NULL,
        sha256 text NOT NULL,
        storage_key text NOT NULL CONSTRAINT commission_files_storage_key_key UNIQUE,
        added_at timestamptz NOT NULL
      );
      CREATE INDEX commission_files_note_id ON delivery.commission_files (note_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

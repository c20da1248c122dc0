import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDisputes1764000000402 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE payments.disputes (
        id text CONSTRAINT disputes_pkey PRIMARY KEY,
        charge_id uuid NOT NULL REFERENCES payments.charges (id),
        reference uuid NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT disputes_amount_check CHECK (amount_minor > 0),
        currency char(3) NOT NULL,
        reason text NOT NULL,
        stage text NOT NULL CONSTRAINT disputes_stage_check CHECK (stage IN ('new', 'opened', 'warning', 'warning_closed', 'under_review', 'won', 'lost')),
        evidence_due_by timestamptz,
        evidence text NOT NULL CONSTRAINT disputes_evidence_check CHECK (evidence IN ('none', 'draft', 'submitted')),
        opened_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX disputes_reference ON payments.disputes (reference);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

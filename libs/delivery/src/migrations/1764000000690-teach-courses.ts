import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Courses by version, how far each seat has come, and certificates. */
export class TeachCourses1764000000690 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.course_versions (
        product_id uuid,
        version integer CONSTRAINT course_versions_version_check CHECK (version > 0),
        merchant_id uuid NOT NULL,
        modules jsonb NOT NULL,
        set_by uuid,
        set_at timestamptz NOT NULL,
        CONSTRAINT course_versions_pkey PRIMARY KEY (product_id, version)
      );
      CREATE TABLE delivery.lesson_progress (
        entitlement_id uuid CONSTRAINT lesson_progress_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        lesson_id uuid,
        opened_at timestamptz NOT NULL,
        last_opened_at timestamptz NOT NULL,
        completed_at timestamptz,
        CONSTRAINT lesson_progress_pkey PRIMARY KEY (entitlement_id, lesson_id)
      );
      CREATE TABLE delivery.certificates (
        id uuid CONSTRAINT certificates_pkey PRIMARY KEY,
        number text NOT NULL CONSTRAINT certificates_number_key UNIQUE,
        entitlement_id uuid NOT NULL CONSTRAINT certificates_entitlement_id_key UNIQUE CONSTRAINT certificates_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        product_id uuid NOT NULL,
        course_version integer NOT NULL,
        learner_name text NOT NULL,
        course_name jsonb NOT NULL,
        merchant_name jsonb NOT NULL,
        locale text NOT NULL,
        issued_at timestamptz NOT NULL
      );
      CREATE INDEX certificates_product_id ON delivery.certificates (product_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity1764000000150 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE identity.people (
        id uuid CONSTRAINT people_pk PRIMARY KEY,
        email text NOT NULL CONSTRAINT people_email UNIQUE,
        password_hash text NOT NULL,
        name text,
        locale text NOT NULL,
        is_admin boolean NOT NULL,
        email_confirmed_at timestamptz,
        created_at timestamptz NOT NULL,
        CONSTRAINT people_email_form CHECK (email LIKE '%_@_%' AND char_length(email) <= 254),
        CONSTRAINT people_name_length CHECK (char_length(name) BETWEEN 1 AND 200)
      );
      CREATE TABLE identity.team_members (
        person_id uuid NOT NULL CONSTRAINT team_members_person REFERENCES identity.people (id) ON DELETE CASCADE,
        merchant_id uuid NOT NULL,
        role text NOT NULL CONSTRAINT team_members_role CHECK (role IN ('owner', 'staff')),
        joined_at timestamptz NOT NULL,
        CONSTRAINT team_members_pk PRIMARY KEY (person_id, merchant_id)
      );
      CREATE TABLE identity.sessions (
        id uuid CONSTRAINT sessions_pk PRIMARY KEY,
        person_id uuid NOT NULL CONSTRAINT sessions_person_fk REFERENCES identity.people (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        ended_at timestamptz,
        user_agent text CONSTRAINT sessions_user_agent_length CHECK (char_length(user_agent) <= 300)
      );
      CREATE INDEX sessions_person ON identity.sessions (person_id);
      CREATE INDEX sessions_expires_at ON identity.sessions (expires_at);
      CREATE TABLE identity.sign_in_failures (
        subject text CONSTRAINT sign_in_failures_pk PRIMARY KEY,
        failures integer NOT NULL,
        counted_from timestamptz NOT NULL
      );
      CREATE TABLE identity.audit_entries (
        id uuid CONSTRAINT audit_entries_pk PRIMARY KEY,
        person_id uuid,
        action text NOT NULL,
        happened_at timestamptz NOT NULL,
        details jsonb NOT NULL
      );
      CREATE INDEX audit_entries_person ON identity.audit_entries (person_id, happened_at);
      CREATE FUNCTION identity.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'identity.audit_entries is append-only' USING ERRCODE = 'restrict_violation';
        END
      $$;
      CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION identity.refuse_audit_change();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

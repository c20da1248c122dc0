import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatform1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE platform.events (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        payload jsonb NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE platform.deliveries (
        event_id uuid NOT NULL,
        handler text NOT NULL,
        delivered_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, handler)
      );
      CREATE TABLE platform.idempotent_requests (
        scope text NOT NULL,
        key text NOT NULL,
        body_hash text NOT NULL,
        resource_id uuid NOT NULL,
        status smallint,
        body jsonb,
        requested_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (scope, key)
      );
      CREATE INDEX idempotent_requests_requested_at ON platform.idempotent_requests (requested_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

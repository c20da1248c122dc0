import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClusters1764000000200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE clusters.clusters (
        id text PRIMARY KEY,
        kind text NOT NULL,
        country char(2) NOT NULL,
        name jsonb NOT NULL,
        city jsonb NOT NULL,
        province jsonb NOT NULL,
        tagline jsonb NOT NULL,
        story jsonb NOT NULL,
        specialities jsonb NOT NULL,
        known_since text NOT NULL,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL,
        position smallint NOT NULL
      );
      CREATE TABLE clusters.merchants (
        id uuid PRIMARY KEY,
        slug text NOT NULL,
        cluster_id text NOT NULL REFERENCES clusters.clusters (id),
        name jsonb NOT NULL,
        city jsonb NOT NULL,
        story jsonb NOT NULL,
        size_class text NOT NULL CHECK (size_class IN ('leading', 'small-and-medium')),
        founded_year smallint NOT NULL,
        country char(2) NOT NULL
      );
      CREATE UNIQUE INDEX merchants_slug_key ON clusters.merchants (slug);
      CREATE INDEX merchants_cluster_id ON clusters.merchants (cluster_id);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

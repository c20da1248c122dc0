import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each recording may be played, and which files were found to bear no stamp. */
export class LimitPlays1764000000725 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.download_terms ADD COLUMN play_limit integer, ADD CONSTRAINT download_terms_play_limit_check CHECK (play_limit > 0);
      CREATE TABLE delivery.unstampable_files (
        asset_id uuid CONSTRAINT unstampable_files_pkey PRIMARY KEY CONSTRAINT unstampable_files_asset_id_fkey REFERENCES delivery.assets (id),
        found_at timestamptz NOT NULL
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

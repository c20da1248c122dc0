import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials whose time is over are found among those that rotations have left to end. */
export class EndOverlaps1764000000770 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE INDEX api_credentials_ending ON delivery.api_credentials (expires_at) WHERE revoked_at IS NULL AND expires_at IS NOT NULL;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

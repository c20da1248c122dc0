import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a machine's last licence file is good. */
export class KeepPlacesOfFiles1764000000671 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE delivery.licence_machines ADD COLUMN file_until timestamptz;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

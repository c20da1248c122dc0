import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A slip of the pen is looked up among the words that products are found by, a few thousand, instead of in the text of every product. */
export class KeepWords1764000000301 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE catalog.words (word text PRIMARY KEY);
      INSERT INTO catalog.words
        SELECT DISTINCT lexeme FROM catalog.products, unnest(search) WHERE lexeme ~ '^[[:alpha:]]{4,40}$';
      CREATE INDEX words_similar ON catalog.words USING gin (word gin_trgm_ops) WITH (fastupdate = off);
      ALTER TABLE catalog.products DROP COLUMN search_text;
      DROP INDEX catalog.products_merchant_id;
      CREATE INDEX products_listed_by_merchant ON catalog.products (merchant_id, published_at DESC, id DESC) WHERE status = 'published';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Works that are played and read where they were bought: chapters, playback sessions, and where a buyer stopped. */
export class PlayAndRead1764000000675 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE delivery.chapters (
        id uuid CONSTRAINT chapters_pkey PRIMARY KEY,
        product_id uuid NOT NULL,
        merchant_id uuid NOT NULL,
        number integer NOT NULL CONSTRAINT chapters_number_check CHECK (number > 0),
        title jsonb NOT NULL,
        asset_id uuid CONSTRAINT chapters_asset_id_fkey REFERENCES delivery.assets (id),
        body jsonb,
        sample_percent smallint NOT NULL CONSTRAINT chapters_sample_percent_check CHECK (sample_percent >= 0 AND sample_percent <= 100),
        published_at timestamptz NOT NULL,
        CONSTRAINT a_chapter_is_a_file_or_a_text CHECK ((asset_id IS NULL) <> (body IS NULL))
      );
      CREATE INDEX chapters_product_id ON delivery.chapters (product_id, number);
      CREATE INDEX chapters_asset_id ON delivery.chapters (asset_id);
      CREATE TABLE delivery.chapter_companions (
        chapter_id uuid NOT NULL CONSTRAINT chapter_companions_chapter_id_fkey REFERENCES delivery.chapters (id) ON DELETE CASCADE,
        asset_id uuid NOT NULL CONSTRAINT chapter_companions_asset_id_fkey REFERENCES delivery.assets (id),
        role text NOT NULL CONSTRAINT chapter_companions_role_check CHECK (role IN ('captions', 'rendition')),
        locale text,
        CONSTRAINT chapter_companions_pkey PRIMARY KEY (chapter_id, asset_id),
        CONSTRAINT captions_name_their_language CHECK ((role = 'captions') = (locale IS NOT NULL))
      );
      CREATE INDEX chapter_companions_asset_id ON delivery.chapter_companions (asset_id);
      CREATE TABLE delivery.playbacks (
        id uuid CONSTRAINT playbacks_pkey PRIMARY KEY,
        entitlement_id uuid NOT NULL CONSTRAINT playbacks_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        asset_id uuid NOT NULL CONSTRAINT playbacks_asset_id_fkey REFERENCES delivery.assets (id),
        started_at timestamptz NOT NULL,
        last_served_at timestamptz NOT NULL,
        ended_at timestamptz,
        bytes_served bigint NOT NULL CONSTRAINT playbacks_bytes_check CHECK (bytes_served >= 0),
        seconds_played integer NOT NULL,
        user_agent text
      );
      CREATE INDEX playbacks_entitlement_id ON delivery.playbacks (entitlement_id, last_served_at);
      CREATE TABLE delivery.stream_places (
        entitlement_id uuid NOT NULL CONSTRAINT stream_places_entitlement_id_fkey REFERENCES delivery.entitlements (id),
        subject_id uuid NOT NULL,
        place integer NOT NULL,
        kept_at timestamptz NOT NULL,
        CONSTRAINT stream_places_pkey PRIMARY KEY (entitlement_id, subject_id)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

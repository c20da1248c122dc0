import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The queue of events that nobody has been told of yet, apart from the events themselves, so that a queue row costs next to nothing. */
export class QueueEvents1764000000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      SET LOCAL lock_timeout = '5s';
      CREATE TABLE platform.waiting_events (event_id uuid PRIMARY KEY) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
      CREATE FUNCTION platform.tell_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM pg_notify('platform.events', '');
          RETURN NULL;
        END $$;
      CREATE TRIGGER tell_of_event AFTER INSERT ON platform.waiting_events FOR EACH ROW EXECUTE FUNCTION platform.tell_of_event();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only');
  }
}

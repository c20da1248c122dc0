import type pg from 'pg';

/** Something that is written about one thing, and how: `payments.refunds insert`, `payments.refunds update`. */
export interface Step { readonly needles: readonly string[]; readonly place: string }

const lock = 770_202;

/**
 * Stops writing transactions at a chosen step: a row of one table that names one thing, such as an order. Triggers watch every table of
 * the marketplace; whoever comes to a stop waits there until it is opened, which is the moment to kill.
 */
export class Steps {
  private constructor(private readonly client: pg.Client) {}

  static async watch(client: pg.Client): Promise<Steps> {
    await client.query(`
      CREATE TABLE public.story_steps (needle text NOT NULL, place text);
      CREATE TABLE public.story_seen (needle text NOT NULL, place text NOT NULL);
      CREATE FUNCTION public.story_step() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE written text; step record;
      BEGIN
        FOR step IN SELECT * FROM public.story_steps WHERE place IS NULL OR place = TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME || ' ' || lower(TG_OP) LOOP
          written := coalesce(written, to_jsonb(NEW)::text);
          IF position(step.needle IN written) > 0 THEN
            IF step.place IS NULL THEN INSERT INTO public.story_seen VALUES (step.needle, TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME || ' ' || lower(TG_OP));
            ELSE PERFORM pg_advisory_xact_lock_shared(${lock}, hashtext(step.place || step.needle)); END IF;
          END IF;
        END LOOP;
        RETURN NEW;
      END $$`);
    const { rows } = await client.query<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('public', 'pg_catalog', 'information_schema', 'graphile_worker')`);
    for (const { name } of rows) await client.query(`CREATE TRIGGER a_story_step BEFORE INSERT OR UPDATE ON ${name} FOR EACH ROW EXECUTE FUNCTION public.story_step()`);
    return new Steps(client);
  }

  /** What is written of the thing while the work is done: the tables, each with `insert` or `update`. */
  async placesOf(needles: readonly string[], work: () => Promise<void>): Promise<string[]> {
    await this.client.query('INSERT INTO public.story_steps SELECT unnest($1::text[]), NULL', [needles]);
    await work();
    const { rows } = await this.client.query<{ place: string }>('SELECT DISTINCT place FROM public.story_seen ORDER BY 1');
    await this.client.query('DELETE FROM public.story_steps');
    await this.client.query('DELETE FROM public.story_seen');
    return rows.map(({ place }) => place);
  }

  async stopAt(steps: readonly Step[]): Promise<void> {
    for (const { needles, place } of steps) {
      for (const needle of needles) {
        await this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', [lock, place + needle]);
        await this.client.query('INSERT INTO public.story_steps VALUES ($1, $2)', [needle, place]);
      }
    }
  }

  /** Those of the steps at which somebody waits. */
  async reached(steps: readonly Step[]): Promise<Step[]> {
    const { rows } = await this.client.query<{ objid: string }>(`SELECT DISTINCT objid::bigint::text AS objid FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lock} AND NOT granted`);
    const waiting = new Set(rows.map(({ objid }) => objid));
    const { rows: hashes } = await this.client.query<{ at: string; hash: string }>(
      `SELECT s AS at, (hashtext(s)::bigint & 4294967295)::text AS hash FROM unnest($1::text[]) AS s`, [steps.flatMap(({ needles, place }) => needles.map((needle) => place + needle))]);
    const found = new Set(hashes.filter(({ hash }) => waiting.has(hash)).map(({ at }) => at));
    return steps.filter(({ needles, place }) => needles.some((needle) => found.has(place + needle)));
  }

  /** @param isCut whether those who wait are cut off where they are, or left to end what they were about, with nobody there to hear of it */
  async open(isCut: boolean): Promise<void> {
    await this.client.query('DELETE FROM public.story_steps');
    if (isCut) await this.client.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = ${lock} AND NOT granted`);
    await this.client.query('SELECT pg_advisory_unlock_all()');
  }
}

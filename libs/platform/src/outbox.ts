import { Injectable } from '@nestjs/common';
import { newId } from '@silkport/values';
import { prepared, statement, type Tx } from './database.js';
import type { EventType, JobType } from './event.js';
import { toJson } from './json.js';

/**
 * The end of a statement that publishes an event for each row of `from`, one of its common table expressions, for writes that are one
 * statement. Its three parameters, from number `first` on, are a `publication`.
 * @param more SQL for a jsonb object of what only the row knows; it joins the payload
 */
export function publishing({ from, first, more = `'{}'` }: { readonly from: string; readonly first: number; readonly more?: string }): string {
  return `published_event AS (
      INSERT INTO platform.events (id, name, payload) SELECT $${first}::uuid, $${first + 1}::text, $${first + 2}::jsonb || ${more} FROM ${from} RETURNING id),
    waiting_event AS (INSERT INTO platform.waiting_events (event_id) SELECT id FROM published_event)`;
}

/** The values of `publishing`. */
export function publication<Payload extends object>(type: EventType<Payload>, payload: Partial<Payload>): [string, string, string] {
  return [newId(), type.name, toJson(payload)];
}

/**
 * The same for many events of one kind. Its three parameters, from number `first` on, are `publications`.
 * @param condition SQL of which `payload` is an event's: those for which it is false are not published
 */
export function publishingAll(first: number, condition = 'true'): string {
  return `published_event AS (
      INSERT INTO platform.events (id, name, payload) SELECT id, $${first + 1}::text, payload FROM unnest($${first}::uuid[], $${first + 2}::jsonb[]) AS w (id, payload) WHERE ${condition} RETURNING id),
    waiting_event AS (INSERT INTO platform.waiting_events (event_id) SELECT id FROM published_event)`;
}

/** The same for rows of `from`, a common table expression with `id` and `payload`. @param name number of the parameter that names the event */
export function publishingRows(from: string, name: number): string {
  return `published_event AS (INSERT INTO platform.events (id, name, payload) SELECT id, $${name}::text, payload FROM ${from} RETURNING id),
    waiting_event AS (INSERT INTO platform.waiting_events (event_id) SELECT id FROM published_event)`;
}

/** The values of `publishingAll`: the events' ids are in the order of the payloads. */
export function publications<Payload extends object>(type: EventType<Payload>, payloads: readonly Payload[]): [string[], string, string[]] {
  return [payloads.map(() => newId()), type.name, payloads.map((payload) => toJson(payload))];
}

const publish = statement('platform.publish', `WITH ${publishing({ from: '(SELECT) AS this', first: 1 })} SELECT`);
const enqueue = statement('platform.enqueue', `
  SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT (type, payload, NULL, NULL, 20, key, NULL, NULL)::graphile_worker.job_spec FROM unnest($1::text[], $2::json[], $3::text[]) AS wanted (type, payload, key)))`);

type WantedJob = readonly [type: string, payload: string, key: string | null];

/** Jobs that are handed over together, at the end of their transaction. */
const waitingJobs = new WeakMap<Tx, WantedJob[]>();

/** Collects the jobs that `work` asks for and hands them over in one statement when it is done: that costs the same for one job and for many. */
export async function withJobsTogether(tx: Tx, work: () => Promise<void>): Promise<void> {
  const jobs: WantedJob[] = [];
  waitingJobs.set(tx, jobs);
  await work();
  waitingJobs.delete(tx);
  if (jobs.length) await handOver(tx, jobs);
}

async function handOver(tx: Tx, jobs: readonly WantedJob[]): Promise<void> {
  await prepared(tx, enqueue, [jobs.map(([type]) => type), jobs.map(([, payload]) => payload), jobs.map(([, , key]) => key)]);
}

/** Hands events and jobs to the worker within the caller's transaction: both are kept, or neither. */
@Injectable()
export class Outbox {
  /** Records the event and queues it for its handlers. @returns the event's id */
  async publish<Payload extends object>(tx: Tx, type: EventType<Payload>, payload: Payload): Promise<string> {
    const values = publication(type, payload as Partial<Payload>);
    await prepared(tx, publish, values);
    return values[0];
  }

  /** @param key a job of the same key that has not begun yet is replaced, so the same work is asked for once */
  async enqueue<Payload extends object>(tx: Tx, type: JobType<Payload>, payload: Payload, key?: string): Promise<void> {
    const wanted: WantedJob = [type.name, toJson(payload), key ?? null];
    const waiting = waitingJobs.get(tx);
    if (waiting) waiting.push(wanted);
    else await handOver(tx, [wanted]);
  }
}

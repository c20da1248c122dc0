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

/** The end of a statement that asks for a job for each row of `from`. @param type SQL for the job's name @param payload SQL for a json object @param key SQL for the job's key */
export function enqueueing({ from, type, payload, key }: { readonly from: string; readonly type: string; readonly payload: string; readonly key: string }): string {
  return `SELECT graphile_worker.add_job(${type}, ${payload}, job_key => ${key}, max_attempts => 20) FROM ${from}`;
}

const publish = statement('platform.publish', `WITH ${publishing({ from: '(SELECT) AS this', first: 1 })} SELECT`);
const enqueue = statement('platform.enqueue', 'SELECT graphile_worker.add_job($1, $2::json, job_key => $3, max_attempts => 20)');

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
    await prepared(tx, enqueue, [type.name, toJson(payload), key ?? null]);
  }
}

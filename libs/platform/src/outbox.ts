import { Injectable } from '@nestjs/common';
import { newId } from '@silkport/values';
import type { Tx } from './database.js';
import type { EventType, JobType } from './event.js';
import { toJson } from './json.js';

/** Hands events and jobs to the worker within the caller's transaction: both are kept, or neither. */
@Injectable()
export class Outbox {
  /** Records the event and the job that will fan it out. @returns the event's id */
  async publish<Payload extends object>(tx: Tx, type: EventType<Payload>, payload: Payload): Promise<string> {
    const id = newId();
    await tx.query(
      `WITH published AS (INSERT INTO platform.events (id, name, payload) VALUES ($1, $2, $3))
       SELECT graphile_worker.add_job('fan_out', json_build_object('eventId', $1::text))`,
      [id, type.name, toJson(payload)],
    );
    return id;
  }

  /** @param key a job of the same key that has not begun yet is replaced, so the same work is asked for once */
  async enqueue<Payload extends object>(tx: Tx, type: JobType<Payload>, payload: Payload, key?: string): Promise<void> {
    await tx.query('SELECT graphile_worker.add_job($1, $2::json, job_key => $3, max_attempts => 20)', [type.name, toJson(payload), key ?? null]);
  }
}

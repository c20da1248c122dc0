import type { Database } from './database.js';

const keptMs = 24 * 3600 * 1000;

export interface IdempotencyRecord {
  fingerprint: string;
  status: number;
  body: string;
}

/** Answers by idempotency key, kept 24 hours as Stripe keeps them at least. */
export class IdempotencyRecords {
  constructor(private readonly database: Database) {}

  find(key: string, nowMs: number): IdempotencyRecord | undefined {
    const row = this.database
      .prepare('select fingerprint, status, body from idempotency_records where key = ? and created_at_ms > ?')
      .get(key, nowMs - keptMs);
    return row as unknown as IdempotencyRecord | undefined;
  }

  keep(key: string, record: IdempotencyRecord, nowMs: number): void {
    this.database
      .prepare('insert or replace into idempotency_records (key, fingerprint, status, body, created_at_ms) values (?, ?, ?, ?, ?)')
      .run(key, record.fingerprint, record.status, record.body, nowMs);
  }

  forgetOld(nowMs: number): void {
    this.database.prepare('delete from idempotency_records where created_at_ms <= ?').run(nowMs - keptMs);
  }
}

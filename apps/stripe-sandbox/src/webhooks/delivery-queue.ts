import type { Database } from '../store/database.js';

export interface Delivery {
  id: number;
  event_id: string;
  endpoint_id: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  created_at_ms: number;
  due_at_ms: number;
  last_status: number | null;
  last_error: string | null;
}

/** What is still to be told to whom. A row is written with its event and kept until it has been told or given up. */
export class DeliveryQueue {
  constructor(private readonly database: Database) {}

  add(eventId: string, endpointId: string, nowMs: number): number {
    const { lastInsertRowid } = this.database
      .prepare("insert into deliveries (event_id, endpoint_id, status, created_at_ms, due_at_ms) values (?, ?, 'pending', ?, ?)")
      .run(eventId, endpointId, nowMs, nowMs);
    return Number(lastInsertRowid);
  }

  find(id: number): Delivery | undefined {
    return this.database.prepare('select * from deliveries where id = ?').get(id) as unknown as Delivery | undefined;
  }

  due(nowMs: number): number[] {
    const rows = this.database.prepare("select id from deliveries where status = 'pending' and due_at_ms <= ? order by due_at_ms, id limit 500").all(nowMs);
    return rows.map((row) => Number(row.id));
  }

  pending(): Delivery[] {
    return this.database.prepare("select * from deliveries where status = 'pending' order by id").all() as unknown as Delivery[];
  }

  countPending(eventId?: string): number {
    const row = eventId === undefined
      ? this.database.prepare("select count(*) as n from deliveries where status = 'pending'").get()
      : this.database.prepare("select count(*) as n from deliveries where event_id = ? and status = 'pending'").get(eventId);
    return Number(row?.n);
  }

  /** Newest last. */
  list(filter: { eventId?: string; status?: string }): (Delivery & { type: string })[] {
    return this.database
      .prepare(`select deliveries.*, json_extract(resources.body, '$.type') as type from deliveries join resources on resources.id = event_id
        where event_id = coalesce(?, event_id) and deliveries.status = coalesce(?, deliveries.status) order by deliveries.id desc limit 1000`)
      .all(filter.eventId ?? null, filter.status ?? null)
      .toReversed() as unknown as (Delivery & { type: string })[];
  }

  /** One transaction for all that ended in the same moment. */
  record(results: Delivery[]): void {
    const update = this.database.prepare('update deliveries set status = ?, attempts = ?, due_at_ms = ?, last_status = ?, last_error = ? where id = ?');
    this.database.transaction(() => {
      for (const row of results) update.run(row.status, row.attempts, row.due_at_ms, row.last_status, row.last_error, row.id);
    });
  }

  forgetDone(beforeMs: number): void {
    this.database.prepare("delete from deliveries where status <> 'pending' and created_at_ms < ?").run(beforeMs);
  }
}

import type { Database } from './database.js';
import { listSql, type ListQuery } from './list-sql.js';
import type { ResourceKind, ResourceOf } from '../objects/resource-kind.js';

export interface Links {
  paymentIntent?: string | null;
  charge?: string | null;
  customer?: string | null;
  dueAt?: number | null;
  account?: string | null;
  /** The subscription of an invoice or of an item, the invoice of a payment. */
  parent?: string | null;
  /** The test clock that `dueAt` is read on; the sandbox's own without one. */
  testClock?: string | null;
  /** For the few objects that do not show when they were made. */
  createdAt?: number;
}

export interface Due {
  id: string;
  kind: ResourceKind;
  account: string | null;
  dueAt: number;
}

interface Row {
  body: string;
  hidden: string | null;
}

/** Every object of the API as one JSON document with the few columns that lists filter by. */
export class ResourceStore {
  constructor(private readonly database: Database) {}

  insert<K extends ResourceKind>(kind: K, resource: ResourceOf<K>, links: Links = {}, hidden?: unknown): void {
    const { id, created } = resource as { id: string; created?: number };
    this.database
      .prepare('insert into resources (id, kind, created_at, payment_intent, charge, customer, due_at, account, parent, test_clock, body, hidden) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        id, kind, created ?? links.createdAt ?? 0, links.paymentIntent ?? null, links.charge ?? null, links.customer ?? null, links.dueAt ?? null, links.account ?? null, links.parent ?? null, links.testClock ?? null,
        JSON.stringify(resource), hidden === undefined ? null : JSON.stringify(hidden),
      );
  }

  hide(id: string, hidden: unknown): void {
    this.database.prepare('update resources set hidden = ? where id = ?').run(JSON.stringify(hidden), id);
  }

  save<K extends ResourceKind>(kind: K, resource: ResourceOf<K>): void {
    this.database.prepare('update resources set body = ? where id = ? and kind = ?').run(JSON.stringify(resource), (resource as { id: string }).id, kind);
  }

  link(id: string, links: Pick<Links, 'paymentIntent' | 'customer' | 'dueAt'>): void {
    this.database
      .prepare('update resources set payment_intent = coalesce(?, payment_intent), customer = coalesce(?, customer), due_at = ? where id = ?')
      .run(links.paymentIntent ?? null, links.customer ?? null, links.dueAt ?? null, id);
  }

  find<K extends ResourceKind>(kind: K, id: string): ResourceOf<K> | undefined {
    const row = this.database.prepare('select body from resources where id = ? and kind = ?').get(id, kind) as unknown as Row | undefined;
    return row && JSON.parse(row.body);
  }

  /** The document as it is stored, for who sends it on unread. */
  text(id: string): string | undefined {
    const row = this.database.prepare('select body from resources where id = ?').get(id);
    return row && String(row.body);
  }

  hidden<T>(id: string): T | undefined {
    const row = this.database.prepare('select hidden from resources where id = ?').get(id) as unknown as Row | undefined;
    return row?.hidden ? (JSON.parse(row.hidden) as T) : undefined;
  }

  remove(id: string): void {
    this.database.prepare('delete from resources where id = ?').run(id);
  }

  ofPaymentIntent<K extends ResourceKind>(kind: K, paymentIntent: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where payment_intent = ? and kind = ? order by seq desc').all(paymentIntent, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  ofCharge<K extends ResourceKind>(kind: K, charge: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where charge = ? and kind = ? order by seq desc').all(charge, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  all<K extends ResourceKind>(kind: K): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where kind = ? order by seq').all(kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  ofParent<K extends ResourceKind>(kind: K, parent: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where parent = ? and kind = ? order by seq').all(parent, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  ofCustomer<K extends ResourceKind>(kind: K, customer: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where customer = ? and kind = ? order by seq').all(customer, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  ofTestClock<K extends ResourceKind>(kind: K, testClock: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where test_clock = ? and kind = ? order by seq').all(testClock, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  unlinkCustomer(id: string): void {
    this.database.prepare('update resources set customer = null where id = ?').run(id);
  }

  /** The first thing that has fallen due by a test clock's time, or by the sandbox's own (null). */
  firstDue(nowSeconds: number, testClock: string | null): Due | undefined {
    const row = this.database.prepare('select id, kind, account, due_at as dueAt from resources where test_clock is ? and due_at <= ? order by due_at, seq limit 1').get(testClock, nowSeconds);
    return row as unknown as Due | undefined;
  }

  /** Sets when time has next something to do with an object, or never again. */
  setDue(id: string, dueAt: number | null): void {
    this.database.prepare('update resources set due_at = ? where id = ?').run(dueAt, id);
  }

  /** The connected account that an object belongs to; null for the platform's own and for what is not there. */
  accountOf(id: string): string | null {
    const row = this.database.prepare('select account from resources where id = ?').get(id);
    return row?.account ? String(row.account) : null;
  }

  ofAccount<K extends ResourceKind>(kind: K, account: string): ResourceOf<K>[] {
    const rows = this.database.prepare('select body from resources where account = ? and kind = ? order by seq').all(account, kind);
    return (rows as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  /** Newest first, one more than the limit, so that the caller sees whether there is more. */
  list<K extends ResourceKind>(kind: K, query: ListQuery): ResourceOf<K>[] {
    const { sql, values } = listSql(kind, query);
    return (this.database.prepare(sql).all(...values) as unknown as Row[]).map((row) => JSON.parse(row.body));
  }

  position(kind: ResourceKind, id: string): number | undefined {
    const row = this.database.prepare('select seq from resources where id = ? and kind = ?').get(id, kind);
    return row && Number(row.seq);
  }
}

interface Bounds {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

export interface ListQuery {
  /** The connected account whose objects are wanted; null for the platform's. */
  account: string | null;
  limit: number;
  /** Position of the cursor's row; the rows older (`after`) or newer (`before`) than it are wanted. */
  after?: number;
  before?: number;
  created?: Bounds;
  /** By the path of a field, such as `$.arrival_date`. */
  ranges?: Record<string, Bounds | undefined>;
  /** Equalities: a column by its name, a field of the document by its path such as `$.status` (null: it is empty); `delivery_success` for events. */
  where?: Record<string, string | number | null | string[] | undefined>;
}

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const columns = new Set(['payment_intent', 'charge', 'customer', 'payout', 'parent', 'test_clock']);
const isUndelivered = "exists (select 1 from deliveries where event_id = resources.id and deliveries.status <> 'delivered')";

/** Only fixed words enter the text; every value that a request brought is bound. */
export function listSql(kind: string, query: ListQuery): { sql: string; values: (string | number)[] } {
  const conditions = ['kind = ?'];
  const values: (string | number)[] = [kind];
  const add = (condition: string, ...bound: (string | number)[]): void => {
    conditions.push(condition);
    values.push(...bound);
  };
  if (query.account === null) conditions.push('account is null');
  else add('account = ?', query.account);
  if (query.after !== undefined) add('seq < ?', query.after);
  if (query.before !== undefined) add('seq > ?', query.before);
  for (const [name, sign] of Object.entries(comparisons)) {
    const bound = query.created?.[name as keyof typeof comparisons];
    if (bound !== undefined) add(`created_at ${sign} ?`, bound);
    for (const [field, range] of Object.entries(query.ranges ?? {})) {
      const limit = range?.[name as keyof typeof comparisons];
      if (limit !== undefined) add(`json_extract(body, ?) ${sign} ?`, field, limit);
    }
  }
  for (const [name, wanted] of Object.entries(query.where ?? {})) {
    if (wanted === undefined) continue;
    if (wanted === null) {
      add('json_extract(body, ?) is null', name);
      continue;
    }
    const all = Array.isArray(wanted) ? wanted : [wanted];
    const marks = all.map(() => '?').join(', ');
    if (name === 'delivery_success') add(wanted === 'true' ? `not ${isUndelivered}` : isUndelivered);
    else if (columns.has(name)) add(`${name} in (${marks})`, ...all);
    else add(`json_extract(body, ?) in (${marks})`, name, ...all);
  }
  const order = query.before === undefined ? 'desc' : 'asc';
  return { sql: `select body from resources where ${conditions.join(' and ')} order by seq ${order} limit ?`, values: [...values, query.limit + 1] };
}

/**
 * JSON for events, jobs and frozen documents in the database: minor units travel as strings and come back as bigint, told by
 * the names that all amounts bear (`amountMinor`, `totalMinor`). Times are ISO 8601 strings on both sides.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text, reviveMinor) as T;
}

/** The same for a value that the database driver has parsed already. */
export function reviveJson<T>(value: unknown): T {
  return fromJson<T>(JSON.stringify(value));
}

function reviveMinor(key: string, value: unknown): unknown {
  return typeof value === 'string' && /(^m|M)inor$/.test(key) ? BigInt(value) : value;
}

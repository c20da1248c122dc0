/**
 * JSON for events, jobs and frozen documents in the database: minor units travel as strings and come back as bigint, told by
 * the names that all amounts bear (`amountMinor`, `totalMinor`). Times are ISO 8601 strings on both sides.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}

export function fromJson<T>(text: string): T {
  return reviveJson<T>(JSON.parse(text));
}

/** The same for a value that the database driver has parsed already, and nobody else holds: it is changed in place, which takes a fifth of the time of a reviver. */
export function reviveJson<T>(value: unknown): T {
  if (typeof value === 'object' && value !== null) reviveFields(value as Record<string, unknown>);
  return value as T;
}

function reviveFields(fields: Record<string, unknown>): void {
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (typeof value === 'string') {
      if (key === 'minor' || key.endsWith('Minor')) fields[key] = BigInt(value);
    } else reviveJson(value);
  }
}

/** The JSON Schema that an example value fits; every key of an object is required, a list takes the schema of its first item. */
export function schemaOfExample(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) return { type: 'array', items: value.length > 0 ? schemaOfExample(value[0]) : {} };
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    return { type: 'object', required: entries.map(([key]) => key), properties: Object.fromEntries(entries.map(([key, item]) => [key, schemaOfExample(item)])) };
  }
  if (typeof value === 'number') return { type: 'number' };
  if (typeof value === 'boolean') return { type: 'boolean' };
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return { type: 'string', format: 'date-time' };
  return /^\d{4}-\d\d-\d\d$/.test(text) ? { type: 'string', format: 'date' } : { type: 'string' };
}

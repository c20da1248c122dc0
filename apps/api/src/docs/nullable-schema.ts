interface Schema { nullable?: boolean; type?: unknown; enum?: unknown[]; allOf?: unknown[]; $ref?: string; [key: string]: unknown }

/** Rewrites `nullable: true` of OpenAPI 3.0, which the library still writes, in the form of 3.1: JSON Schema knows `null` as a type. */
export function withNullTypes<T>(document: T): T {
  if (Array.isArray(document)) return document.map((each: unknown) => withNullTypes(each)) as T;
  if (document === null || typeof document !== 'object') return document;
  const { nullable, ...schema } = Object.fromEntries(Object.entries(document).map(([key, value]) => [key, withNullTypes<unknown>(value)])) as Schema;
  return (nullable === true ? nullableSchema(schema) : schema) as T;
}

function nullableSchema(schema: Schema): Schema {
  if (schema.$ref) return { anyOf: [{ $ref: schema.$ref }, { type: 'null' }] };
  if (schema.allOf) {
    const { allOf, type: _type, ...rest } = schema;
    return { ...rest, anyOf: [...(allOf.length === 1 ? allOf : [{ allOf }]), { type: 'null' }] };
  }
  return { ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}) };
}

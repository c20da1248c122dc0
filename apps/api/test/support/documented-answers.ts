import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Response } from 'supertest';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Documented { content?: Record<string, { schema?: object }> }

/** Holds answers against the document; a field that is not documented is a fault like one that is missing. */
export class DocumentedAnswers {
  /** `GET /v1/products`, by Fastify's way to write a path. */
  readonly operations: ReadonlyMap<string, Operation>;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenAPIObject) {
    formats.default(this.ajv);
    this.ajv.addSchema({ $id: 'api', components: closed(document.components) });
    this.operations = new Map(Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item as Record<string, Operation>)
      .map(([method, operation]) => [`${method.toUpperCase()} ${path.replace(/\{path\}$/, '*').replaceAll(/\{(\w+)\}/g, ':$1')}`, operation])));
  }

  /** What is wrong with an answer to the operation; empty where nothing is. */
  faultsOf(operation: string, response: Response): string[] {
    const documented = this.operations.get(operation)?.responses[String(response.status)] as Documented | undefined;
    if (!documented) return [`${operation} answers ${response.status}, which is not documented`];
    const [type = ''] = String(response.headers['content-type'] ?? '').split(';');
    const contents = documented.content ?? {};
    if (operation.startsWith('HEAD ') || !Object.keys(contents).length || '*/*' in contents) return [];
    const schema = contents[type]?.schema;
    if (!schema) return [`${operation} answers ${response.status} as ${type}, which is not documented`];
    if (!type.endsWith('json')) return [];
    const validate = this.validatorOf(schema);
    if (validate(JSON.parse(response.text))) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => `${operation} ${response.status} ${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  private validatorOf(schema: object): ValidateFunction {
    const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
    const known = this.compiled.get(text) ?? this.ajv.compile(JSON.parse(text) as object);
    this.compiled.set(text, known);
    return known;
  }
}

function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((each: unknown) => closed(each)) as T;
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed<unknown>(value)]));
  return (copy.type === 'object' && copy.properties ? { ...copy, additionalProperties: false } : copy) as T;
}

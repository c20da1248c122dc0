import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';

/** What a bounded context brings to the processes that it runs in. Its name is its lib's folder, its PostgreSQL schema and the prefix of its keys. */
export interface Context {
  readonly name: string;
  /** The schema, where it is not the name with hyphens as underscores. */
  readonly schema?: string;
  readonly entities: readonly Type[];
  readonly migrations: readonly Type<MigrationInterface>[];
  /** Folder of the context's messages, a JSON file a language. */
  readonly locales?: URL;
}

export function schemaOf(context: Pick<Context, 'name' | 'schema'>): string {
  return context.schema ?? context.name.replaceAll('-', '_');
}

import { Injectable } from '@nestjs/common';
import { ReceiveBuyerFiles } from '@silkport/delivery';
import type { DomainError } from '@silkport/platform';
import { isId } from '@silkport/values';
import type { FastifyRequest } from 'fastify';

/** A form that may have had files with it. */
export interface EnclosedForm {
  /** Texts only; the last of those of one name. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of the files that came with it, and of those that came before and are to be kept. */
  readonly fileIds: readonly string[];
  /** Why its files were not taken; the fields before them are here all the same. */
  readonly problem: DomainError | undefined;
}

/** Where a form says which of the files that came before it keeps. */
export const keptFilesField = 'fileIds';

@Injectable()
export class EnclosedForms {
  constructor(private readonly receive: ReceiveBuyerFiles) {}

  /** @param body as it was read where the form had no files: then its bytes have not been left for us */
  async read(entitlementId: string, { raw, headers, body }: Pick<FastifyRequest, 'raw' | 'headers' | 'body'>): Promise<EnclosedForm> {
    const { fields, fileIds, problem } = body === undefined
      ? await this.receive.run(entitlementId, raw.iterator({ destroyOnReturn: false }), headers['content-type'])
      : { fields: fieldsOf(body), fileIds: [], problem: undefined };
    const kept = fields.flatMap(([name, value]) => (name === keptFilesField && isId(value) ? [value] : []));
    return { fields: Object.fromEntries(fields.filter(([name]) => name !== keptFilesField)), fileIds: [...kept, ...fileIds], problem };
  }
}

function fieldsOf(body: unknown): (readonly [string, string])[] {
  return Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) => [value].flat().flatMap((each) => (typeof each === 'string' ? [[name, each] as const] : [])));
}

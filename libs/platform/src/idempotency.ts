import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from './database.js';
import { IdempotencyKeyReused } from './platform.errors.js';

/** A write as its client names it: the same scope and key with the same body is the same write. */
export interface IdempotentRequest {
  /** Who asks for what: the route and the principal. */
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
}

export interface Answer { readonly status: number; readonly body: unknown }

interface Row { body_hash: string; resource_id: string; status: number | null; body: unknown }

const earlier = statement('platform.idempotent_request', 'SELECT body_hash, resource_id, status, body FROM platform.idempotent_requests WHERE scope = $1 AND key = $2');
const keep = statement('platform.keep_answer', 'UPDATE platform.idempotent_requests SET status = $3, body = $4 WHERE scope = $1 AND key = $2');

/** The memory of answered writes. The claim is part of the write's own transaction, so a kill between the two cannot part them. */
@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  /** The answer that was given before, to be given again. @throws IdempotencyKeyReused when the body was another */
  async answered(request: IdempotentRequest): Promise<Answer | undefined> {
    const [row] = await this.database.read<Row>(earlier, [request.scope, request.key]);
    if (!row) return undefined;
    refuseOtherBody(row, request);
    return row.status === null ? undefined : { status: row.status, body: row.body };
  }

  /**
   * Claims the key for a resource about to be made. Two at once: the second waits for the first to commit.
   * @returns the id of the resource that an earlier claim made, or undefined when this claim is the first
   * @throws IdempotencyKeyReused when the body was another
   */
  async claim(tx: Tx, request: IdempotentRequest, resourceId: string): Promise<string | undefined> {
    const [made]: unknown[] = await tx.query(
      `INSERT INTO platform.idempotent_requests (scope, key, body_hash, resource_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1 AS claimed`,
      [request.scope, request.key, request.bodyHash, resourceId],
    );
    if (made) return undefined;
    const [row]: Row[] = await tx.query(earlier.text, [request.scope, request.key]);
    if (!row) throw new Error('An idempotency key vanished between two statements');
    refuseOtherBody(row, request);
    return row.resource_id;
  }

  async keepAnswer(request: IdempotentRequest, answer: Answer): Promise<void> {
    await this.database.read(keep, [request.scope, request.key, answer.status, JSON.stringify(answer.body)]);
  }
}

/** SHA-256 of the body as sent, in hexadecimal. */
export function hashBody(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body ?? null)).digest('hex');
}

function refuseOtherBody(row: Row, request: IdempotentRequest): void {
  if (row.body_hash !== request.bodyHash) throw new IdempotencyKeyReused({}, 'Idempotency-Key');
}

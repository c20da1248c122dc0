import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Statement, type Tx } from './database.js';
import { IdempotencyKeyReused } from './platform.errors.js';

/** A write as its client names it: the same scope and key with the same body is the same write. */
export interface IdempotentRequest {
  /** Who asks for what: the route and the principal. */
  readonly scope: string;
  readonly key: string;
  readonly bodyHash: string;
}

/** A body of null is an answer that must not be stored: it is made anew from what was written. */
export interface Answer { readonly status: number; readonly body: unknown }

/** Ends a repeated write: what was answered at first is to be answered again, to the byte. */
export class AnsweredBefore extends Error {
  constructor(readonly answer: Answer) {
    super('This request was answered before');
  }
}

interface Row { body_hash: string; resource_id: string; status: number | null; body: unknown }

const earlier = statement('platform.idempotent_request', 'SELECT body_hash, resource_id, status, body FROM platform.idempotent_requests WHERE scope = $1 AND key = $2');
const keep = statement('platform.keep_answer', 'UPDATE platform.idempotent_requests SET status = $3, body = $4 WHERE scope = $1 AND key = $2');
const claim = statement('platform.claim',
  'INSERT INTO platform.idempotent_requests (scope, key, body_hash, resource_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1 AS claimed');

/**
 * A write in one statement that claims its key too. `text` goes on after a common table expression `unclaimed`, which has one row if
 * the write is to happen and none if it has happened before; its own parameters begin at $7, and it answers with a row where it wrote.
 */
export function onceStatement(name: string, text: string): Statement {
  return statement(name, `WITH claim AS (
      INSERT INTO platform.idempotent_requests (scope, key, body_hash, resource_id, status, body)
      SELECT $1::text, $2::text, $3::text, $4::uuid, $5::smallint, $6::jsonb WHERE $1::text IS NOT NULL ON CONFLICT DO NOTHING RETURNING 1),
    unclaimed AS (SELECT FROM claim UNION ALL SELECT WHERE $1::text IS NULL), ${text}`);
}

/** The memory of answered writes. The claim is part of the write's own transaction, so a kill between the two cannot part them. */
@Injectable()
export class Idempotency {
  /** Requests whose answer is stored, by this call or an earlier one. */
  private readonly settled = new WeakMap<IdempotentRequest, 'now' | 'before'>();

  constructor(private readonly database: Database) {}

  /** The answer that was given before, to be given again. @throws IdempotencyKeyReused when the body was another */
  async answered(request: IdempotentRequest): Promise<Answer | undefined> {
    const [row] = await this.database.read<Row>(earlier, [request.scope, request.key]);
    if (!row) return undefined;
    refuseOtherBody(row, request);
    return row.status === null ? undefined : { status: row.status, body: row.body };
  }

  /** Whether an answer is stored already: with the claim of this call, or by an earlier one. */
  standing(request: IdempotentRequest): 'now' | 'before' | undefined {
    return this.settled.get(request);
  }

  /**
   * Claims the key for a resource about to be made. Two at once: the second waits for the first to commit.
   * @returns the id of the resource that an earlier claim made, or undefined when this claim is the first
   * @throws IdempotencyKeyReused when the body was another, AnsweredBefore
   */
  async claim(tx: Tx, request: IdempotentRequest, resourceId: string): Promise<string | undefined> {
    const [made] = await prepared(tx, claim, [request.scope, request.key, request.bodyHash, resourceId]);
    if (made) return undefined;
    const [row] = await prepared<Row>(tx, earlier, [request.scope, request.key]);
    return this.resourceOf(row, request);
  }

  /** The id of the resource that was made for this request before. @throws IdempotencyKeyReused, AnsweredBefore */
  async earlier(request: IdempotentRequest): Promise<string | undefined> {
    const [row] = await this.database.read<Row>(earlier, [request.scope, request.key]);
    return row && this.resourceOf(row, request);
  }

  /**
   * Runs a `onceStatement`: the claim and the write in one round trip.
   * @param answer what the client will be answered, where that is known already: it is stored with the claim
   * @returns the id of the resource that an earlier claim made, or undefined when this call wrote
   * @throws IdempotencyKeyReused when the body was another, AnsweredBefore
   */
  async writeOnce(
    write: Statement, values: readonly unknown[], { request, resourceId, answer, tx }: { request: IdempotentRequest | undefined; resourceId: string; answer?: Answer | undefined; tx?: Tx },
  ): Promise<string | undefined> {
    const all = [request?.scope ?? null, request?.key ?? null, request?.bodyHash ?? null, resourceId, answer?.status ?? null, answer ? JSON.stringify(answer.body) : null, ...values];
    const [written] = await (tx ? prepared(tx, write, all) : this.database.read(write, all));
    if (written && answer && request) this.settled.set(request, 'now');
    if (written || !request) return undefined;
    const id = await this.earlier(request);
    if (!id) throw new Error('An idempotency key vanished between two statements');
    return id;
  }

  async keepAnswer(request: IdempotentRequest, answer: Answer): Promise<void> {
    await this.database.read(keep, [request.scope, request.key, answer.status, JSON.stringify(answer.body)]);
  }

  private resourceOf(row: Row | undefined, request: IdempotentRequest): string {
    if (!row) throw new Error('An idempotency key vanished between two statements');
    refuseOtherBody(row, request);
    if (row.status !== null && row.body !== null) throw new AnsweredBefore({ status: row.status, body: row.body });
    if (row.status !== null) this.settled.set(request, 'before');
    return row.resource_id;
  }
}

/** SHA-256 of the body as sent, in hexadecimal. */
export function hashBody(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body ?? null)).digest('hex');
}

function refuseOtherBody(row: Row, request: IdempotentRequest): void {
  if (row.body_hash !== request.bodyHash) throw new IdempotencyKeyReused({}, 'Idempotency-Key');
}

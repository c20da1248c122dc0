import { expand } from '../api/expand.js';
import type { Route } from '../api/route.js';
import { list } from '../parameters/collections.js';
import { readObject } from '../parameters/parameter.js';
import { text } from '../parameters/values.js';
import { perform, type World } from '../world.js';
import { StripeError } from './stripe-error.js';

export interface ApiRequest {
  route: Route;
  id: string;
  sub: string;
  account: string | null;
  given: Record<string, unknown>;
  requestId: string;
  idempotencyKey: string | null;
  /** The key as it is kept: one account's keys say nothing about another's. */
  recordKey: string | null;
  fingerprint: string;
}

export interface ApiAnswer {
  status: number;
  body: string;
}

const expandList = list(text(), 20);

/**
 * Does the work of one request in one transaction, the idempotency record included. What fails before the work began
 * is not recorded: the caller may mend the request and use its key again.
 */
export function answerCall(world: World, request: ApiRequest): ApiAnswer {
  const { expand: asked, ...rest } = request.given;
  const given = readObject(request.route.parameters, rest);
  const paths = asked === undefined ? [] : expandList.read(asked, 'expand');
  return perform(world, (call) => {
    const answer = outcome(() => expand(call, request.route.run(call, given, request.id, request.sub), paths));
    if (request.recordKey !== null) call.idempotency.keep(request.recordKey, { ...answer, fingerprint: request.fingerprint }, call.clock.now());
    return answer;
  }, { request: { id: request.requestId, idempotencyKey: request.idempotencyKey }, account: request.account });
}

/** A refused card is a result that stays; any other error undoes the transaction. */
function outcome(work: () => object): ApiAnswer {
  try {
    return { status: 200, body: JSON.stringify(work()) };
  } catch (error) {
    if (error instanceof StripeError && !error.undoesWork) return { status: error.status, body: JSON.stringify({ error: error.body }) };
    throw error;
  }
}

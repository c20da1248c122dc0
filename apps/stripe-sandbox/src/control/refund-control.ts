import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import { found } from '../verbs/found.js';
import { moveRefund, type RefundStatus } from '../verbs/settle-refund.js';
import { perform, type World } from '../world.js';
import { readBody } from './read-body.js';

const statuses: readonly RefundStatus[] = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'];

/** Brings a refund to a state that the buyer's bank would bring it to. */
export function registerRefundControl(app: FastifyInstance, world: World): void {
  app.post<{ Params: { id: string } }>('/refunds/:id', ({ params, body }) => {
    const given = readBody(body, { status: 'string', failure_reason: 'string' });
    const status = statuses.find((each) => each === given.status);
    if (!status) throw invalidRequest(`\`status\` must be one of ${statuses.join(', ')}.`, { param: 'status' });
    return perform(world, (call) => moveRefund(call, found(call, 'refund', params.id), status, given.failure_reason));
  });
}

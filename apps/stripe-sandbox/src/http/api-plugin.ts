import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiVersion } from '../api-version.js';
import type { Route } from '../api/route.js';
import { routes } from '../api/routes.js';
import { newId } from '../ids.js';
import type { World } from '../world.js';
import { answerCall, type ApiAnswer } from './answer-call.js';
import { authenticate } from './authenticate.js';
import type { Faults } from './faults.js';
import { fingerprint, parseForm } from './parse-form.js';
import { invalidRequest, StripeError } from './stripe-error.js';

/** Serves `/v1`. Every answer carries a request id, errors Stripe's shape. */
export function registerApi(app: FastifyInstance, world: World, faults: Faults): void {
  const underWay = new Set<string>();
  for (const route of routes) {
    app.route({ method: route.method, url: route.path, handler: (request, reply) => handle(world, faults, underWay, route, request, reply) });
  }
}

async function handle(world: World, faults: Faults, underWay: Set<string>, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const requestId = newId('req');
  const key = route.method === 'GET' ? null : idempotencyKeyOf(request);
  const path = request.url.split('?')[0]!;
  void reply.headers({ 'request-id': requestId, 'stripe-version': apiVersion, 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) });
  authenticate(request.headers.authorization, world.secretKey);
  const account = accountOf(world, route, request.headers['stripe-account']);
  const recordKey = key === null || account === null ? key : `${account}/${key}`;
  if (recordKey !== null && underWay.has(recordKey)) throw keyInUse(key!);
  if (recordKey !== null) underWay.add(recordKey);
  try {
    if (await meetsFault(faults, request, reply, path, 'before')) return reply;
    const form = route.method === 'GET' ? (request.url.split('?')[1] ?? '') : formOf(request);
    const print = fingerprint(request.method, path, form);
    const recorded = recordKey === null ? undefined : world.idempotency.find(recordKey, world.clock.now());
    if (recorded && recorded.fingerprint !== print) throw keyReused(key!);
    if (recorded) void reply.header('idempotent-replayed', 'true');
    const { id = '', sub = '' } = request.params as { id?: string; sub?: string };
    const answer: ApiAnswer = recorded ?? answerCall(world, { route, id, sub, account, given: parseForm(form), requestId, idempotencyKey: key, recordKey, fingerprint: print });
    if (await meetsFault(faults, request, reply, path, 'after')) return reply;
    return reply.status(answer.status).send(answer.body);
  } finally {
    if (recordKey !== null) underWay.delete(recordKey);
  }
}

/** The connected account that the request acts for; 403 for one that is not ours, 400 where the sandbox has no such call. */
function accountOf(world: World, route: Route, header: string | string[] | undefined): string | null {
  if (typeof header !== 'string' || header === '') return null;
  if (!world.resources.find('account', header)) {
    const message = `The provided key does not have access to account '${header}' (or that account does not exist). Application access may have been revoked.`;
    throw new StripeError(403, { type: 'invalid_request_error', code: 'account_invalid', message });
  }
  if (!route.onAccounts) throw invalidRequest('The sandbox does not offer this call on behalf of a connected account.');
  return header;
}

function formOf(request: FastifyRequest): string {
  const form = typeof request.body === 'string' ? request.body : '';
  const query = request.url.split('?')[1];
  return query ? [form, query].filter(Boolean).join('&') : form;
}

function idempotencyKeyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '') return null;
  if (key.length > 255) throw invalidRequest('Idempotency-Key must be at most 255 characters.');
  return key;
}

/** True when the request is answered by the fault, or cut off. */
async function meetsFault(faults: Faults, request: FastifyRequest, reply: FastifyReply, path: string, when: 'before' | 'after'): Promise<boolean> {
  const fault = faults.take(request.method, path, when);
  if (!fault) return false;
  if (fault.kind === 'delay') {
    await wait(fault.delayMs ?? 1000);
    return false;
  }
  if (fault.kind === 'drop') {
    reply.hijack();
    request.raw.socket.destroy();
    return true;
  }
  throw new StripeError(fault.status ?? 500, { type: 'api_error', message: 'An unknown error occurred' });
}

function keyReused(key: string): StripeError {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeError(400, { type: 'idempotency_error', message });
}

function keyInUse(key: string): StripeError {
  const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return new StripeError(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message });
}

import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import type { Fault, Faults } from '../http/faults.js';
import { readBody } from './read-body.js';

const kinds = new Set(['status', 'drop', 'delay']);

/** Makes the next requests to `/v1` fail: an error status, a cut connection, a late answer. */
export function registerFaultControl(app: FastifyInstance, faults: Faults): void {
  app.post('/faults', (request) => {
    const given = readBody(request.body, { kind: 'string', status: 'number', delay_ms: 'number', count: 'number', method: 'string', path: 'string', when: 'string' });
    if (!kinds.has(given.kind ?? '')) throw invalidRequest('`kind` must be one of status, drop, delay.', { param: 'kind' });
    if (given.when !== undefined && given.when !== 'before' && given.when !== 'after') throw invalidRequest('`when` must be `before` or `after`.', { param: 'when' });
    faults.add({
      kind: given.kind as Fault['kind'], status: given.status, delayMs: given.delay_ms, count: given.count ?? 1,
      method: given.method, path: given.path, when: (given.when as Fault['when'] | undefined) ?? 'before',
    });
    return { faults: faults.list() };
  });
  app.get('/faults', () => ({ faults: faults.list() }));
  app.delete('/faults', () => {
    faults.clear();
    return { faults: [] };
  });
}

import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import { tick } from '../tick.js';
import type { World } from '../world.js';
import { readBody } from './read-body.js';

/** Moves the sandbox's time forward; what has become due by that happens before the answer. */
export function registerClockControl(app: FastifyInstance, world: World): void {
  const reading = () => ({ now: world.clock.nowSeconds(), ahead_seconds: world.controls.get('clockAheadMs') / 1000 });
  app.get('/clock', reading);
  app.post('/clock/advance', (request) => {
    const given = readBody(request.body, { seconds: 'number', until: 'number' });
    const seconds = given.seconds ?? (given.until ?? 0) - world.clock.nowSeconds();
    if (!(seconds > 0)) throw invalidRequest('`seconds` must be above 0, or `until` (in seconds since 1970) in the future.', { param: given.seconds === undefined ? 'until' : 'seconds' });
    world.controls.set('clockAheadMs', world.clock.advance(seconds * 1000));
    tick(world);
    return reading();
  });
}

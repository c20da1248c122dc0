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
    const { seconds } = readBody(request.body, { seconds: 'number' });
    if (seconds === undefined || !(seconds > 0)) throw invalidRequest('`seconds` must be above 0.', { param: 'seconds' });
    world.controls.set('clockAheadMs', world.clock.advance(seconds * 1000));
    tick(world);
    return reading();
  });
}

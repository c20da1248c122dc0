import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../http/stripe-error.js';
import type { BillingSettings } from '../store/controls.js';
import type { World } from '../world.js';
import { readBody } from './read-body.js';

const endings: readonly BillingSettings['afterLastRetry'][] = ['cancel', 'past_due', 'unpaid'];

/** How Stripe Billing is set up; at Stripe this is done in the dashboard. */
export function registerBillingControl(app: FastifyInstance, world: World): void {
  const reading = () => {
    const { draftSeconds, retryDays, afterLastRetry } = world.controls.get('billing');
    return { draft_seconds: draftSeconds, retry_days: retryDays, after_last_retry: afterLastRetry };
  };
  app.get('/billing', reading);
  app.post('/billing', (request) => {
    const given = readBody(request.body, { draft_seconds: 'number', retry_days: 'numbers', after_last_retry: 'string' });
    if (given.draft_seconds !== undefined && !(Number.isInteger(given.draft_seconds) && given.draft_seconds >= 0)) throw invalidRequest('`draft_seconds` must be a whole number from 0.', { param: 'draft_seconds' });
    if (given.retry_days?.some((days) => !(days > 0))) throw invalidRequest('`retry_days` must be above 0.', { param: 'retry_days' });
    const ending = endings.find((each) => each === given.after_last_retry);
    if (given.after_last_retry !== undefined && !ending) throw invalidRequest(`\`after_last_retry\` must be one of ${endings.join(', ')}.`, { param: 'after_last_retry' });
    const present = world.controls.get('billing');
    world.controls.set('billing', {
      draftSeconds: given.draft_seconds ?? present.draftSeconds, retryDays: given.retry_days ?? present.retryDays, afterLastRetry: ending ?? present.afterLastRetry,
    });
    return reading();
  });
}

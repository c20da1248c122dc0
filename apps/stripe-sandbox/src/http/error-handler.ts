import type { FastifyInstance } from 'fastify';
import { StripeError } from './stripe-error.js';

/** Turns every error into Stripe's shape; what is no StripeError and no fault of the request is a 500 and a bug. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    void reply.header('content-type', 'application/json');
    if (error instanceof StripeError) return reply.status(error.status).send(JSON.stringify({ error: error.body }));
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) console.error(error.stack ?? String(error));
    const message = status === 500 ? 'An unknown error occurred' : error.message;
    return reply.status(status).send(JSON.stringify({ error: { type: status === 500 ? 'api_error' : 'invalid_request_error', message } }));
  });
  app.setNotFoundHandler((request, reply) => {
    const message = `Unrecognized request URL (${request.method}: ${request.url.split('?')[0]}). Please see the API reference, or check the path for a mistake.`;
    return reply.status(404).header('content-type', 'application/json').send(JSON.stringify({ error: { type: 'invalid_request_error', message } }));
  });
}

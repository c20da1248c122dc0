import type { IncomingHttpHeaders } from 'node:http';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '@silkport/values';
import type { Config } from './config.js';
import type { DynamicModule } from '@nestjs/common';
import { FastifyLogger } from './fastify-logger.js';
import { Metrics } from './metrics.js';
import { secureHeaders } from './security-headers.js';

const maxBodyBytes = 1024 * 1024;
/** Nothing is there: Fastify would answer an address that cannot be decoded by itself, in English and in a shape of its own. */
const unreadable = '/unreadable-address';
const requestIdPattern = /^[\w.-]{8,100}$/;

/** A Nest application on Fastify with what every process of ours has: request ids, limits, structured logs, metrics, safe headers, cookies, compression. */
export async function createHttpApp(module: Type | DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    trustProxy: config.trustProxy,
    // Longer than any address that node reads: what is too long for a thing of ours is refused by its controller, in the reader's language.
    routerOptions: { maxParamLength: 16 * 1024 },
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : unreadable),
    genReqId: (request: { headers: IncomingHttpHeaders }) => acceptedRequestId(request.headers['x-request-id']) ?? newId(),
    logger: { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    forceCloseConnections: true,
  });
  const server = adapter.getInstance();
  secureHeaders(server, { https: config.publicUrl.startsWith('https:'), paymentOrigins: paymentOrigins(config) });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  await server.register(import('@fastify/cookie'));
  await server.register(import('@fastify/compress'), { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });

  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { rawBody: true, logger: new FastifyLogger(server.log), abortOnError: false });
  const metrics = app.get(Metrics);
  server.addHook('onResponse', (request, reply, done) => {
    metrics.requestSeconds.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  return app;
}

/** Where the payment form leads on to: Stripe's page, or the sandbox's, which is behind our own address. */
function paymentOrigins(config: Config): string[] {
  return ['https://checkout.stripe.com', new URL(config.publicUrl).origin];
}

function isReadable(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? url);
    return true;
  } catch {
    return false;
  }
}

function acceptedRequestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && requestIdPattern.test(header) ? header : undefined;
}

import httpProxy from '@fastify/http-proxy';
import type { FastifyInstance } from 'fastify';
import { sandboxPath } from './sandbox-process.js';

/** The sandbox's payment page under our own port; forms and headers go through as they came. */
export async function proxySandbox(server: FastifyInstance, apiUrl: string): Promise<void> {
  await server.register(async (scope) => {
    // Our parsers would read the form that the page must receive.
    scope.removeAllContentTypeParsers();
    await scope.register(httpProxy, { upstream: apiUrl, prefix: sandboxPath, rewritePrefix: sandboxPath });
  });
}

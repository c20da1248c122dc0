import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a call that is forwarded: what was told of its body, which nobody has read. Undefined where it has none. */
    unreadBody?: Readonly<Record<string, string>> | undefined;
  }
}

const about = ['content-type', 'content-length', 'content-encoding', 'transfer-encoding'] as const;

/** Leaves the bodies of forwarded calls unread, of any type and size: they stream on. Fastify reads a body only where its headers tell of one. */
@Injectable()
export class GatewayBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A process without HTTP, such as the one that seeds, has none.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    adapter?.getInstance<FastifyInstance>().addHook('onRequest', (request, _reply, done) => {
      if (request.url.startsWith('/v1/gateway/')) hideBody(request);
      done();
    });
  }
}

function hideBody(request: FastifyRequest): void {
  const { headers } = request.raw;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  const told = about.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]] as const] : []));
  for (const name of about) delete headers[name];
  request.unreadBody = hasBody ? Object.fromEntries(told) : undefined;
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { tusBytesType, tusVersion, uploadsPath } from '@silkport/delivery';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request to an upload: as what its bytes are sent. Undefined where none are. */
    sentBytes?: { readonly type: string | undefined } | undefined;
  }
}

/** Leaves the bytes of uploads unread, of any number: whoever takes them reads them from the connection. Whatever else is sent there is refused by those who speak tus, too, and in its terms. */
@Injectable()
export class UploadBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A process without HTTP, such as the one that seeds, has none.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    const server = adapter?.getInstance<FastifyInstance>();
    server?.addContentTypeParser(tusBytesType, (_request, _payload, done) => done(null));
    server?.addHook('onRequest', (request, reply, done) => {
      if (request.url === uploadsPath || request.url.startsWith(`${uploadsPath}/`) || request.url.startsWith(`${uploadsPath}?`)) speakTus(request, reply);
      done();
    });
  }
}

function speakTus(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('tus-resumable', tusVersion).header('tus-version', tusVersion);
  const { headers, method } = request.raw;
  if (method !== 'POST' && method !== 'PATCH') return;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  if (hasBody || method === 'PATCH') request.sentBytes = { type: headers['content-type'] };
  if (hasBody) headers['content-type'] = tusBytesType;
  else delete headers['content-type'];
}

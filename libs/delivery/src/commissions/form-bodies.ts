import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { errorCodes, type FastifyInstance } from 'fastify';

/** What a route says of itself that takes forms with files: `@RouteConfig(takesFiles)`. */
export const takesFiles = { takesFiles: true } as const;

/** Leaves the bytes of forms with files unread for routes that take them; all others refuse such forms. */
@Injectable()
export class FormBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    // A process without HTTP, such as the one that seeds, has none.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    adapter?.getInstance<FastifyInstance>().addContentTypeParser('multipart/form-data', ({ routeOptions: { config } }, _payload, done) => {
      if ('takesFiles' in config) done(null);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE());
    });
  }
}

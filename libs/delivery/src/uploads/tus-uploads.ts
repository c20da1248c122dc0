import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, type Config } from '@silkport/platform';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { NoteReceived } from './note-received.js';
import { tusRefusal } from './tus-refusals.js';
import { tusVersion, uploadsPath } from './tus-request.js';
import { UploadFolder } from './upload-folder.js';
import { UploadLease } from './upload-lease.js';

/** How long a connection that is to end may still write what it has. */
const drainMilliseconds = 500;

/** A refusal in the words of whoever is asked over HTTP: problem+json. */
export type TellRefusal = (error: Error) => { readonly status: number; readonly body: string };

/** The library's own refusals are plain English; all of them pass here. */
class TellingServer extends Server {
  readonly tellers = new AsyncLocalStorage<TellRefusal>();

  override write(context: Parameters<Server['write']>[0], headers: Headers, status: number, words = ''): ReturnType<Server['write']> {
    const tell = this.tellers.getStore();
    if (status < 400 || !tell) return super.write(context, headers, status, words);
    const refusal = tell(tusRefusal(status, words));
    headers.set('content-type', 'application/problem+json; charset=utf-8');
    headers.set('cache-control', 'no-store');
    headers.set('tus-version', tusVersion);
    return super.write(context, headers, refusal.status, refusal.body);
  }
}

/**
 * The protocol by which bytes come (tus 1.0.0), for requests that have been let in: whoever calls has made sure that the upload is the
 * merchant's and still receives. It knows creation and bytes only: no lengths that are told later, no uploads made of others, no reading.
 */
@Injectable()
export class TusUploads {
  private readonly server: TellingServer;
  /** The upload that each request was let in for. */
  private readonly idsOf = new WeakMap<object, string>();

  constructor(database: Database, folder: UploadFolder, noteReceived: NoteReceived, @Inject(CONFIG) config: Pick<Config, 'publicUrl' | 'uploads'>) {
    this.server = new TellingServer({
      path: uploadsPath,
      datastore: new FileStore({ directory: folder.place }),
      maxSize: config.uploads.maxBytes,
      allowedOrigins: [new URL(config.publicUrl).origin],
      generateUrl: (_request, { path, id }) => `${path}/${id}`,
      namingFunction: ({ runtime }) => {
        const id = runtime?.node && this.idsOf.get(runtime.node.req);
        if (!id) throw new Error('An upload was created past its door');
        return id;
      },
      // Left to itself it takes what follows the last slash of the whole address, which a query can hold too.
      getFileIdFromRequest: ({ runtime }) => runtime?.node && this.idsOf.get(runtime.node.req),
      locker: { newLock: (id) => new UploadLease(database, id) },
      lockDrainTimeout: drainMilliseconds,
      onUploadFinish: async (_request, { id }) => {
        await noteReceived.run(id);
        return {};
      },
    });
  }

  /** @param uploadId the one that the request was let in for, whatever its address says */
  async handle(request: IncomingMessage, response: ServerResponse, uploadId: string, tell: TellRefusal): Promise<void> {
    this.idsOf.set(request, uploadId);
    forgetProxies(request);
    await this.server.tellers.run(tell, () => this.server.handle(request, response));
  }
}

const ofProxies = 'x-forwarded-proto';

/** The library refuses what several proxies have written there (`https,http`), and needs it for nothing. */
function forgetProxies(request: IncomingMessage): void {
  if (request.headers[ofProxies] === undefined) return;
  request.rawHeaders = request.rawHeaders.filter((_, index, all) => all[index - (index % 2)]?.toLowerCase() !== ofProxies);
  delete request.headers[ofProxies];
}

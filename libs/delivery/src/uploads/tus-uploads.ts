import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, type Config } from '@silkport/platform';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { NoteReceived } from './note-received.js';
import { UploadFolder } from './upload-folder.js';
import { UploadLease } from './upload-lease.js';

export const uploadsPath = '/v1/merchant/uploads';
/** How long a connection that is to end may still write what it has. */
const drainMilliseconds = 500;

/**
 * The protocol by which bytes come (tus 1.0.0), for requests that have been let in: whoever calls has made sure that the upload is the
 * merchant's and still receives. It knows creation and bytes only: no lengths that are told later, no uploads made of others, no reading.
 */
@Injectable()
export class TusUploads {
  private readonly server: Server;
  /** The upload that each request was let in for. */
  private readonly idsOf = new WeakMap<object, string>();

  constructor(database: Database, folder: UploadFolder, noteReceived: NoteReceived, @Inject(CONFIG) config: Pick<Config, 'publicUrl' | 'uploads'>) {
    this.server = new Server({
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
  async handle(request: IncomingMessage, response: ServerResponse, uploadId: string): Promise<void> {
    this.idsOf.set(request, uploadId);
    await this.server.handle(request, response);
  }
}

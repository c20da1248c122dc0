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
  /** The id that a creating request was given. */
  private readonly idsOfNew = new WeakMap<object, string>();

  constructor(database: Database, folder: UploadFolder, noteReceived: NoteReceived, @Inject(CONFIG) config: Pick<Config, 'publicUrl' | 'uploads'>) {
    this.server = new Server({
      path: uploadsPath,
      datastore: new FileStore({ directory: folder.place }),
      maxSize: config.uploads.maxBytes,
      allowedOrigins: [new URL(config.publicUrl).origin],
      generateUrl: (_request, { path, id }) => `${path}/${id}`,
      namingFunction: ({ runtime }) => {
        const id = runtime?.node && this.idsOfNew.get(runtime.node.req);
        if (!id) throw new Error('An upload was created past its door');
        return id;
      },
      locker: { newLock: (id) => new UploadLease(database, id) },
      lockDrainTimeout: drainMilliseconds,
      onUploadFinish: async (_request, { id }) => {
        await noteReceived.run(id);
        return {};
      },
    });
  }

  /** @param newId of the upload that a POST creates */
  async handle(request: IncomingMessage, response: ServerResponse, newId?: string): Promise<void> {
    if (newId) this.idsOfNew.set(request, newId);
    await this.server.handle(request, response);
  }
}

import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { ForgetUpload } from './forget-upload.js';
import { NoteReceived } from './note-received.js';
import { UploadFolder } from './upload-folder.js';

/** How long an upload may take, and how long one that was refused or is in no release stays. */
const keptForDays = 7;

const receiving = statement('delivery.receiving_uploads', `SELECT id FROM delivery.uploads WHERE state = 'receiving' AND (writer IS NULL OR writer_until < now()) ORDER BY id LIMIT 1000`);
const left = statement('delivery.left_uploads', `
  SELECT id FROM delivery.uploads
  WHERE state IN ('receiving', 'refused', 'ready') AND (writer IS NULL OR writer_until < now()) AND coalesce(checked_at, created_at) < $1 ORDER BY id LIMIT 500`);
const known = statement('delivery.known_uploads', `SELECT id::text FROM delivery.uploads WHERE id::text = ANY ($1) AND state IN ('receiving', 'received', 'checking')`);

/** Finishes what a killed process left, and removes what nobody comes back for. */
@Injectable()
export class SweepUploads {
  constructor(
    private readonly database: Database, private readonly folder: UploadFolder, private readonly forgetUpload: ForgetUpload, private readonly noteReceived: NoteReceived, private readonly clock: Clock,
  ) {}

  /** Uploads whose last byte came, and whose process ended before it was noted. */
  @Every('*/5 * * * *', 'delivery/note-received-uploads')
  async noteReceivedUploads(): Promise<void> {
    for (const { id } of await this.database.read<{ id: string }>(receiving)) await this.noteReceived.run(id);
  }

  @Every('41 * * * *', 'delivery/sweep-uploads')
  async sweep(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - keptForDays * 24 * 60 * 60 * 1000);
    for (const { id } of await this.database.read<{ id: string }>(left, [before])) await this.forgetUpload.run(id);
    const ids = await this.folder.ids();
    const wanted = new Set((await this.database.read<{ id: string }>(known, [ids])).map(({ id }) => id));
    for (const id of ids) if (!wanted.has(id)) await this.folder.remove(id);
  }
}

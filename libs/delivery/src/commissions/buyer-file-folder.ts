import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { UploadFolder } from '../uploads/upload-folder.js';

/** Where the bytes of buyers' files are until they are checked. Names are ids, never what a client says. */
export class BuyerFileFolder extends UploadFolder {
  constructor(dataDir: string) {
    super(dataDir, 'buyer-files');
  }

  /** @returns how many came; where it ends by an error, nothing is kept */
  async write(id: string, bytes: AsyncIterable<Buffer>): Promise<number> {
    await mkdir(this.place, { recursive: true });
    try {
      await pipeline(bytes, createWriteStream(this.pathOf(id), { flags: 'wx', mode: 0o600 }));
      return (await stat(this.pathOf(id))).size;
    } catch (error) {
      await rm(this.pathOf(id), { force: true });
      throw error;
    }
  }

  /** Whether its last byte came before then. */
  async isOlder(id: string, than: Date): Promise<boolean> {
    return stat(this.pathOf(id)).then(({ mtime }) => mtime < than, () => true);
  }
}

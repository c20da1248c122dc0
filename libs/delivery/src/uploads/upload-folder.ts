import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Where the bytes of uploads are until they are checked: below the data folder, the same for all processes. Names are ids, never what a client says. */
export class UploadFolder {
  readonly place: string;

  constructor(dataDir: string, name = 'uploads') {
    this.place = path.join(dataDir, name);
  }

  pathOf(uploadId: string): string {
    return path.join(this.place, uploadId);
  }

  /** How many bytes have come; undefined where there is no file. */
  async sizeOf(uploadId: string): Promise<number | undefined> {
    return stat(this.pathOf(uploadId)).then(({ size }) => size, () => undefined);
  }

  /** With what tus noted of it, and what its check left behind. */
  async remove(uploadId: string): Promise<void> {
    for (const name of (await this.names()).filter((each) => idOf(each) === uploadId)) await rm(path.join(this.place, name), { force: true });
  }

  /** The uploads that have files here. */
  async ids(): Promise<string[]> {
    return [...new Set((await this.names()).map(idOf))];
  }

  private async names(): Promise<string[]> {
    await mkdir(this.place, { recursive: true });
    return readdir(this.place);
  }
}

/** Beside the file `id` are `id.json` of tus and `id.nested-1` of a check. */
function idOf(name: string): string {
  return name.split('.')[0] ?? '';
}

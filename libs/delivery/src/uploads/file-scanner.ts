/** Looks for what harms in a file. */
export abstract class FileScanner {
  /** As kept with each upload that it has looked at: `clamav`, or null of none. */
  abstract readonly name: string | null;

  /** Whether it is to look at a file of this size; false: the file passes without. @throws FileRefused where it can neither look nor let it pass */
  takes(_sizeBytes: number): boolean {
    return this.name !== null;
  }

  /** @returns what was found, by the scanner's own name; undefined: nothing. @throws FileRefused where it cannot take the file, and anything else where it is away */
  abstract scan(place: string): Promise<string | undefined>;
}

/** Where no scanner is set up. */
export class NoScanner extends FileScanner {
  readonly name = null;

  async scan(): Promise<undefined> {}
}

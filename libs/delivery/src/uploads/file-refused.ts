/** Why an uploaded file is not taken; the words are `delivery.upload_refusals.<reason>`. */
export const refusalReasons = [
  'wrong_type', 'archive_unreadable', 'archive_encrypted', 'archive_path', 'archive_link', 'archive_bomb', 'archive_too_deep', 'archive_too_numerous', 'archive_opaque', 'infected', 'too_large_to_scan', 'lost', 'abandoned',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** Ends the check of a file. */
export class FileRefused extends Error {
  /** @param detail what was found: a name within the archive, the kind that it is, or what the scanner calls it */
  constructor(readonly reason: RefusalReason, readonly detail = '') {
    super(`${reason} ${detail}`);
  }

  /** The detail as PostgreSQL and pages bear it: what an archive calls its files may hold anything. */
  get printable(): string {
    return this.detail.toWellFormed().replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
  }
}

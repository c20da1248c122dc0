import { Injectable } from '@nestjs/common';
import { Database, ObjectStorage, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';
import { RefusedAccesses } from '../entitlements/refused-accesses.js';
import { mayBeFont } from './book-font.js';
import { pictureTypes } from './book-picture.js';
import { freePartsOf } from './epub/free-parts.js';
import { keptPart, type BookFiles, type CleanedPart } from './epub/kept-parts.js';
import { openBook, type Book, type StoredBook } from './epub/open-book.js';
import { longestPiece, PlaybackLinks } from './playback-link.js';
import { TrackUnknown } from './stream.errors.js';
import type { Track } from './track-reads.js';

export interface PartRequest {
  /** One of whoever asks. */
  readonly track: Track;
  /** Null of a sample. */
  readonly entitlementId: string | null;
  /** From 0 on. */
  readonly part: number;
  readonly client: AccessClient;
  /** The address of the page with another part. */
  readonly pageOf: (part: number) => string;
}

/** Clean, with the styles that the book gives it, which hold nowhere else. */
export interface ReadPart extends CleanedPart {
  readonly book: Pick<Book, 'title' | 'language' | 'progression' | 'contents'>;
  readonly part: number;
  /** How many parts there are, and how many of them this reader may have. */
  readonly parts: number;
  readonly readableParts: number;
  /** Whether this part goes on for whoever buys it. */
  readonly isCut: boolean;
}

const stored = statement('delivery.stored_book', 'SELECT storage_key AS "storageKey", size_bytes::float8 AS "sizeBytes", sha256 FROM delivery.assets WHERE id = $1 AND withdrawn_at IS NULL');
const noteReading = statement('delivery.note_reading', `
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times, bytes)
  SELECT uuidv7(), $1, 'read', $2::text, $3::timestamptz, $4, $5, 1, NULL
  WHERE NOT EXISTS (SELECT FROM delivery.accesses WHERE entitlement_id = $1 AND what = 'read' AND subject = $2::text AND accessed_at > $3::timestamptz - interval '10 minutes')`);

/** Opens books part by part, and writes down what is read. */
@Injectable()
export class ReadTrack {
  constructor(
    private readonly database: Database, private readonly storage: ObjectStorage, private readonly links: PlaybackLinks, private readonly refused: RefusedAccesses, private readonly clock: Clock,
  ) {}

  /** @throws TrackUnknown for a part that is not there or not free, BookUnreadable */
  async part({ track, entitlementId, part, client, pageOf }: PartRequest): Promise<ReadPart> {
    try {
      const { assetId } = track;
      const [file] = assetId === null ? [] : await this.database.read<StoredBook>(stored, [assetId]);
      if (!file || assetId === null) throw new TrackUnknown();
      const book = await openBook(this.storage, file);
      const files: BookFiles = { isPicture: (picture) => isPicture(book, picture), isFont: (font) => mayBeFont(book, font) && fitsInLink(font) };
      const { whole, shareOfNext } = freePartsOf(book, entitlementId === null ? track.samplePercent : 100);
      const readableParts = Math.max(1, whole + await this.partsCut(file, book, whole, { ...files, share: shareOfNext }));
      const path = part < readableParts ? book.partPaths[part] : undefined;
      if (path === undefined) throw new TrackUnknown();
      const isCut = part >= whole;
      const cleaned = await keptPart(this.storage, file, book, path, isCut ? { ...files, share: shareOfNext } : files, {
        partLink: (other) => {
          const index = book.partPaths.indexOf(other);
          return index < 0 || index >= readableParts ? undefined : pageOf(index);
        },
        pictureLink: (picture) => this.links.show(entitlementId, assetId, this.clock.now(), picture),
      });
      const { title, language, progression, contents } = book;
      return { book: { title, language, progression, contents }, part, parts: book.partPaths.length, readableParts, isCut, ...cleaned };
    } catch (error) {
      throw this.refused.note(error, { entitlementId, client });
    }
  }

  /** 1 where a sample has some paragraphs of the part after its last whole one. */
  private async partsCut(file: StoredBook, book: Book, part: number, files: BookFiles): Promise<number> {
    const path = files.share ? book.partPaths[part] : undefined;
    if (path === undefined) return 0;
    const { html } = await keptPart(this.storage, file, book, path, files, { partLink: () => undefined, pictureLink: () => undefined });
    return html === '' ? 0 : 1;
  }

  /** What was read, once in ten minutes. @param subject a title or a file's name */
  async note(entitlementId: string, subject: string, client: AccessClient): Promise<void> {
    await this.database.read(noteReading, [entitlementId, cut(subject), this.clock.now(), countryOf(client), cut(client.userAgent)]);
  }
}

function isPicture({ types }: Book, path: string): boolean {
  return pictureTypes.includes(types.get(path) ?? '') && fitsInLink(path);
}

function fitsInLink(path: string): boolean {
  return Buffer.byteLength(path) <= longestPiece && !path.includes('|');
}

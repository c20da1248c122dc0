import type { ComingTrack, Plays, Track } from '@silkport/delivery';
import type { Translated } from '@silkport/values';

/** What stands around a track on its page: the work that it is of, and its other tracks. Addresses begin with the language. */
export interface WorkFrame {
  readonly workName: Translated;
  readonly productCode: string;
  readonly tracks: readonly Track[];
  readonly coming: readonly ComingTrack[];
  /** The page with the table of contents. */
  readonly contentsHref: string;
  readonly hrefOf: (track: Track, part?: number) => string;
  /** How often it may be played; undefined of a sample. */
  readonly plays?: Plays;
  /** Where a reader of a free sample can buy the whole; undefined of what was bought. */
  readonly buyHref?: string;
}

/** The track before and the one after, in the order of the work. */
export function neighboursOf({ tracks }: WorkFrame, track: Track): { previous: Track | undefined; following: Track | undefined } {
  const index = tracks.findIndex(({ id }) => id === track.id);
  return { previous: tracks[index - 1], following: tracks[index + 1] };
}

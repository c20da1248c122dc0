import { DomainError } from '@silkport/platform';

/** The link was altered, or made for something else. */
export class PlaybackLinkInvalid extends DomainError {
  readonly code = 'delivery.playback_link_invalid';
  readonly status = 403;
}

/** Nothing was played by it for a while; the page has a new one. */
export class PlaybackLinkExpired extends DomainError {
  readonly code = 'delivery.playback_link_expired';
  readonly status = 410;
}

/** It was begun in more places than may play at once: the newest go on. */
export class PlaybackTakenOver extends DomainError {
  readonly code = 'delivery.playback_taken_over';
  readonly status = 410;
}

/** A link that another player has begun to play. */
export class PlaybackElsewhere extends DomainError {
  readonly code = 'delivery.playback_elsewhere';
  readonly status = 403;
}

/** What was bought has no such chapter or track, or it is not out yet. */
export class TrackUnknown extends DomainError {
  readonly code = 'delivery.track_unknown';
  readonly status = 404;
}

/** An EPUB that is broken, or made to harm whoever opens it. */
export class BookUnreadable extends DomainError {
  readonly code = 'delivery.book_unreadable';
  readonly status = 422;
}

/** A playlist that is no HLS, or that names what is not beside it. */
export class PlaylistRefused extends DomainError {
  readonly code = 'delivery.playlist_refused';
  readonly status = 422;
}

/** A chapter is either a text or a file of the product; only books are given as a sample in part; captions are WebVTT. */
export class ChapterRefused extends DomainError {
  readonly code = 'delivery.chapter_refused';
  readonly status = 422;
}

export class ChapterUnknown extends DomainError {
  readonly code = 'delivery.chapter_unknown';
  readonly status = 404;
}

/** An order names each chapter of the product once. */
export class ChapterOrderRefused extends DomainError {
  readonly code = 'delivery.chapter_order_refused';
  readonly status = 422;
}

/** An archive whose playlist is missing or damaged, or names what is not in it or is packed and too large: `entry` is the name within. */
export class ChapterUnplayable extends DomainError {
  readonly code = 'delivery.chapter_unplayable';
  readonly status = 422;
}

/** Played as often as the merchant lets it: `count` times. */
export class PlayLimitReached extends DomainError {
  readonly code = 'delivery.play_limit_reached';
  readonly status = 403;
}

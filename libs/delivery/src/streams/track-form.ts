/** How something is played or read in a browser. */
export type TrackForm = 'video' | 'audio' | 'picture' | 'book' | 'pages' | 'text';

export const playlistTypes: readonly string[] = ['application/vnd.apple.mpegurl', 'application/x-mpegurl', 'audio/mpegurl', 'audio/x-mpegurl'];

/** Segments are played through their playlist only. */
const segmentTypes: readonly string[] = ['video/mp2t', 'video/iso.segment', 'audio/iso.segment'];

/**
 * Undefined of what is no use in a browser. Video formats that no browser plays are offered all the same: the player says so itself.
 * @param contentType null of a chapter that is a text
 * @param isChosen whether its merchant made it a chapter: an archive is a playlist with its segments then
 */
export function trackForm(contentType: string | null, isChosen: boolean): TrackForm | undefined {
  if (contentType === null) return 'text';
  const type = mediaType(contentType);
  if (playlistTypes.includes(type)) return 'video';
  if (segmentTypes.includes(type)) return undefined;
  if (type === 'application/epub+zip') return 'book';
  if (type === 'application/pdf') return 'pages';
  if (type === 'image/apng') return 'picture';
  if (type === 'application/zip') return isChosen ? 'video' : undefined;
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : undefined;
}

export function mediaType(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** What holds a playlist, rather than being one recording. */
export function isPlaylist(contentType: string): boolean {
  return playlistTypes.includes(mediaType(contentType)) || mediaType(contentType) === 'application/zip';
}

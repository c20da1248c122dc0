import { longestPiece } from './playback-link.js';
import { PlaylistRefused } from './stream.errors.js';

/** Whatever some player begins a new line at: what we take for the rest of a comment must not be an address for another. */
const endOfLine = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

export const longestPlaylist = 2 * 1024 * 1024;

/**
 * A playlist with each address in it replaced by ours (RFC 8216): lines that are no tags, and the URI of tags such as EXT-X-MEDIA,
 * EXT-X-MAP and EXT-X-KEY. What stands beside the playlist is all that it may name: no other server is ever asked.
 * @param name of the playlist, whose folder the addresses in it start from
 * @param linkOf the address for a name
 * @throws PlaylistRefused
 */
export function rewritePlaylist(text: string, name: string, linkOf: (piece: string) => string): string {
  if (!/^\uFEFF?#EXTM3U/.test(text)) throw new PlaylistRefused();
  const link = (address: string) => linkOf(pieceOf(address, name));
  return text.split(endOfLine).map((line) => {
    if (line.startsWith('#')) return signedTag(line, link);
    return line.trim() === '' ? line : link(line.trim());
  }).join('\n');
}

/** @throws PlaylistRefused for an address that is not written as addresses in tags are, which a player may take for one all the same */
function signedTag(line: string, link: (address: string) => string): string {
  // Comments and the titles of segments may say what they like.
  const isTag = /^#EXT(?!INF:)/i.test(line);
  if (isTag && /URI\s*=|:\/\//i.test(line.replace(/URI="[^"]*"/g, ''))) throw new PlaylistRefused();
  return line.replace(/URI="([^"]*)"/g, (_, address: string) => `URI="${link(address)}"`);
}

/** @throws PlaylistRefused for what is not beside the playlist */
function pieceOf(address: string, name: string): string {
  const root = 'http://pieces.invalid/';
  const base = new URL(name.split('/').map(encodeURIComponent).join('/'), root);
  if (/^[a-z][a-z\d+.-]*:/i.test(address) || address.startsWith('/') || address.includes('\\') || !URL.canParse(address, base)) throw new PlaylistRefused();
  const { href } = new URL(address, base);
  const piece = decoded(href.slice(root.length).replace(/[?#].*$/s, ''));
  if (!href.startsWith(root) || piece === '' || /[\p{Cc}|]/u.test(piece) || Buffer.byteLength(piece) > longestPiece) throw new PlaylistRefused();
  return piece;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new PlaylistRefused();
  }
}

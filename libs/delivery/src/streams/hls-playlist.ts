import { longestPiece } from './playback-link.js';
import { PlaylistRefused } from './stream.errors.js';

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
  return text.split(/\r?\n/).map((line) => {
    if (line.startsWith('#')) return line.replace(/URI="([^"]*)"/g, (_, address: string) => `URI="${link(address)}"`);
    return line.trim() === '' ? line : link(line.trim());
  }).join('\n');
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

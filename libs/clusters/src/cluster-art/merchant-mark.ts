import type { ArtSubject } from './cluster-banner.js';
import { stableNumber } from './stable-number.js';
import { INK, PAPER, tint } from './tint.js';

/**
 * Corner figures of 13 units, each its own mirror image along the diagonal, and edge figures along the axis: the seal then has
 * mirrors and never turns like a pinwheel, which could be read as a hateful sign.
 */
const CORNERS = [
  'm0 0h13a13 13 0 0 1-13 13z',
  'm0 13v-13h13z',
  'm13 0a13 13 0 0 1-13 13a13 13 0 0 1 13-13z',
  'm0 0h13v4.5h-8.5v8.5h-4.5z',
  'm6.5 0l6.5 6.5-6.5 6.5-6.5-6.5z',
  'm6.5 1.5a5 5 0 1 0 .1 0z',
  'm13 13h-13a13 13 0 0 1 13-13z',
  'm1 1h11v11h-11z',
] as const;

const EDGES = [
  'm0 0a6.5 6.5 0 0 1 0 13z',
  'm13 0a6.5 6.5 0 0 0 0 13z',
  'm0 0l11 6.5-11 6.5z',
  'm13 0l-11 6.5 11 6.5z',
  'm6.5 1l5.5 5.5-5.5 5.5-5.5-5.5z',
  'm6.5 2.5a4 4 0 1 0 .1 0z',
  'm0 0h13v3h-13zm0 5h13v3h-13zm0 5h13v3h-13z',
  'm0 0h3v13h-3zm5 0h3v13h-3z',
] as const;

const CENTRES = [
  'M32 27a5 5 0 1 0 .1 0z',
  'M32 25.5l6.5 6.5-6.5 6.5-6.5-6.5z',
  'M26.5 26.5h11v11h-11z',
  'M32 25.5q0 6.5 6.5 6.5-6.5 0-6.5 6.5 0-6.5-6.5-6.5 6.5 0 6.5-6.5z',
] as const;

/** A corner and an edge figure, each set four times around a centre: calm, and carved rather than scattered. */
function carving(seed: number, colour: string, scale: number): string {
  const corner = CORNERS[seed % 8] ?? CORNERS[0];
  const edge = EDGES[(seed >>> 3) % 8] ?? EDGES[0];
  const inward = (seed >>> 6) & 1 ? ' transform="rotate(180 19 19)"' : '';
  const quarter = (turn: number): string => `<g transform="rotate(${turn} 32 32)"><path d="M12.5 12.5${corner}"${inward}/><path d="M12.5 25.5${edge}"/></g>`;
  const body = [0, 90, 180, 270].map(quarter).join('');
  return `<g fill="${colour}" transform="translate(32 32) scale(${scale}) translate(-32 -32)">${body}<path d="${CENTRES[(seed >>> 7) % 4] ?? CENTRES[0]}"/></g>`;
}

/** A merchant's seal, 64 by 64 units, stable by id; its outline and the printing vary too. Decoration beside the name. */
export function merchantMark({ id, palette: [deep, accent] }: ArtSubject): string {
  const seed = stableNumber(`seal:${id}`);
  const [back, front] = [
    [tint(deep, INK, 0.15), tint(accent, PAPER, 0.45)],
    [tint(accent, PAPER, 0.5), tint(deep, INK, 0.15)],
    [deep, PAPER],
  ][(seed >>> 9) % 3] as [string, string];
  const radius = [5, 16, 32][(seed >>> 12) % 3] ?? 5;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" aria-hidden="true">' +
    `<rect width="64" height="64" rx="${radius}" fill="${back}"/><rect x="4" y="4" width="56" height="56" rx="${Math.max(2, radius - 4)}" fill="none" stroke="${front}" stroke-width="1.2"/>` +
    `${carving(seed, front, radius === 32 ? 0.78 : 1)}</svg>`
  );
}

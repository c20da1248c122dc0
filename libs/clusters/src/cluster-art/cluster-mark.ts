import type { ArtSubject } from './cluster-banner.js';
import { emblem } from './emblem.js';
import { GOLD, INK, PAPER, tint } from './tint.js';

/** A cluster's round mark, 64 by 64 units: its emblem in gold on its deep colour. Decoration beside the name. */
export function clusterMark({ id, palette: [deep] }: ArtSubject): string {
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" aria-hidden="true">' +
    `<circle cx="32" cy="32" r="32" fill="${tint(deep, INK, 0.25)}"/><circle cx="32" cy="32" r="28.5" fill="none" stroke="${GOLD}" stroke-width="1.2"/>` +
    `<path d="${emblem(id)}" fill="none" stroke="${tint(GOLD, PAPER, 0.35)}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}

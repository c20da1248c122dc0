import { emblem } from './emblem.js';
import { groundPattern } from './ground-pattern.js';
import { stableNumber } from './stable-number.js';
import { INK, PAPER, tint } from './tint.js';

export interface ArtSubject {
  readonly id: string;
  /** Two `#rrggbb` colours, deep one first. */
  readonly palette: readonly [string, string];
}

/**
 * The wide picture at the head of a cluster's page: 1200 by 320 units, under 6 kB, dark enough on its start third for a
 * title in paper white. Decoration: the place's name stands beside it in words.
 */
export function clusterBanner({ id, palette: [deep, accent] }: ArtSubject): string {
  const key = `b${stableNumber(id).toString(36)}`;
  const ground = tint(deep, INK, 0.42);
  const lit = tint(accent, PAPER, 0.12);
  const rings = [168, 206, 244, 282, 320].map((radius, i) => `<circle cx="900" cy="160" r="${radius}" fill="none" stroke="${lit}" stroke-width="${2 - i * 0.3}" opacity="${0.55 - i * 0.1}"/>`).join('');
  const patterns = groundPattern(id, `${key}a`, tint(ground, lit, 0.26), 1.6) + groundPattern(id, `${key}c`, tint(lit, deep, 0.6), 0.9);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 320" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">' +
    `${patterns}<rect width="1200" height="320" fill="${ground}"/><rect width="1200" height="320" fill="url(#${key}a)"/>` +
    `<circle cx="900" cy="160" r="282" fill="${deep}" opacity=".55"/>${rings}` +
    `<circle cx="900" cy="160" r="132" fill="${lit}"/><circle cx="900" cy="160" r="132" fill="url(#${key}c)"/>` +
    `<circle cx="900" cy="160" r="92" fill="${tint(deep, INK, 0.18)}"/><circle cx="900" cy="160" r="84" fill="none" stroke="${lit}" stroke-width="1.5"/>` +
    `<path d="${emblem(id)}" transform="translate(804 64) scale(3)" fill="none" stroke="${tint(accent, PAPER, 0.5)}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>` +
    `<path d="M0 314h1200" stroke="${lit}" stroke-width="12"/></svg>`
  );
}

import { graticule, project } from './projection.js';
import type { GeoPoint, MapFrame } from './projection.js';
import { INK, PAPER, tint } from './tint.js';

const FRAME: MapFrame = { width: 240, height: 180, margin: 10 };

export interface LocatorSubject extends GeoPoint {
  /** The other clusters, for orientation. */
  readonly others: readonly GeoPoint[];
  readonly palette: readonly [string, string];
}

/**
 * Where a cluster lies among the others, 240 by 180 units: graticule, dots, a ring and a tick to the north. It draws no
 * border and no coast, and is decoration beside the province's name.
 */
export function locatorMap({ latitude, longitude, others, palette: [deep, accent] }: LocatorSubject): string {
  const ground = tint(deep, PAPER, 0.9);
  const line = tint(deep, PAPER, 0.74);
  const main = tint(deep, INK, 0.15);
  const { lines, tropic } = graticule(FRAME);
  const here = project({ latitude, longitude }, FRAME);
  const dots = others
    .map((other) => project(other, FRAME))
    .filter(({ x, y }) => x !== here.x || y !== here.y)
    .map(({ x, y }) => `M${x} ${y}h0`)
    .join('');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 180" fill="none" stroke-linecap="round" aria-hidden="true">' +
    `<rect width="240" height="180" rx="6" fill="${ground}"/><path d="${lines}" stroke="${line}" stroke-width=".6"/>` +
    `<path d="${tropic}" stroke="${tint(deep, PAPER, 0.5)}" stroke-width=".8" stroke-dasharray="4 4"/>` +
    `<path d="M${here.x} 0V180M0 ${here.y}H240" stroke="${main}" stroke-width=".7" opacity=".55"/>` +
    `<path d="${dots}" stroke="${tint(deep, PAPER, 0.32)}" stroke-width="4"/>` +
    `<circle cx="${here.x}" cy="${here.y}" r="11" fill="${accent}" opacity=".55"/><circle cx="${here.x}" cy="${here.y}" r="11" stroke="${main}" stroke-width="1.8"/><circle cx="${here.x}" cy="${here.y}" r="4" fill="${main}"/>` +
    `<path d="M222 12l5 13-5-3-5 3z" fill="${main}"/><path d="M222 25v9" stroke="${main}" stroke-width="1.4"/></svg>`
  );
}

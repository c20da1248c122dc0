import { escapeXml } from './escape-xml.js';
import { placeLabels } from './place-labels.js';
import type { PlacedLabel } from './place-labels.js';
import { graticule, project } from './projection.js';
import type { GeoPoint, MapFrame } from './projection.js';
import { spreadDots } from './spread-dots.js';

const FRAME: MapFrame = { width: 720, height: 560, margin: 20 };

export interface ClusterMapPoint extends GeoPoint {
  readonly id: string;
  readonly href: string;
  /** In the reader's language; shortened on the map, whole in the link's name. */
  readonly label: string;
  readonly palette: readonly [string, string];
}

function labelText({ text, box, side }: PlacedLabel): string {
  const x = { start: box.left + 1, middle: (box.left + box.right) / 2, end: box.right - 1 }[side];
  return `<text class="cluster-map-label" x="${x.toFixed(1)}" y="${(box.bottom - 4).toFixed(1)}" text-anchor="${side}" fill="currentColor">${escapeXml(text)}</text>`;
}

function leaderLine({ leader }: PlacedLabel): string {
  if (!leader) return '';
  const [x1, y1, x2, y2] = leader.map((value) => value.toFixed(1));
  return `M${x1} ${y1}L${x2} ${y2}`;
}

/**
 * All clusters on one drawn map of 720 by 560 units: a graticule without borders or coasts, and for each cluster a link
 * with a dot and its label. Colours come from `currentColor` and the palettes, so that it stands on light and dark ground;
 * inline it in the page. Style hooks: `cluster-map`, `cluster-map-link`, `-dot`, `-label`, `-leader`, `-grid`. `name` is
 * the accessible name in the reader's language.
 */
export function clusterMap(points: readonly ClusterMapPoint[], name?: string): string {
  const dots = spreadDots(points.map((point) => project(point, FRAME)), 12);
  const labels = placeLabels(dots.map((dot, index) => ({ ...dot, label: points[index]?.label ?? '' })), FRAME.width, FRAME.height);
  const { lines, tropic } = graticule(FRAME);
  const links = points.map(({ id, href, label, palette: [deep, accent] }, index) => {
    const { x, y } = dots[index] ?? { x: 0, y: 0 };
    const placed = labels[index];
    const whole = escapeXml(label);
    return (
      `<a class="cluster-map-link" href="${escapeXml(href)}" aria-label="${whole}" data-cluster="${escapeXml(id)}"><title>${whole}</title>` +
      `<circle cx="${x}" cy="${y}" r="10" fill="transparent"/><circle class="cluster-map-dot" cx="${x}" cy="${y}" r="4.4" fill="${deep}" stroke="${accent}" stroke-width="2"/>` +
      `${placed ? labelText(placed) : ''}</a>`
    );
  });
  const leaders = labels.map((placed) => (placed ? leaderLine(placed) : '')).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="cluster-map" viewBox="0 0 720 560" role="group"${name ? ` aria-label="${escapeXml(name)}"` : ''} direction="ltr" font-size="12" fill="none">` +
    `<g class="cluster-map-grid" aria-hidden="true" stroke="currentColor"><rect x=".5" y=".5" width="719" height="559" rx="8" stroke-opacity=".25"/><path d="${lines}" stroke-opacity=".1"/><path d="${tropic}" stroke-opacity=".2" stroke-dasharray="6 6"/>` +
    '<path d="M692 24l7 18-7-4-7 4z" fill="currentColor" stroke="none" fill-opacity=".7"/><path d="M692 42v14" stroke-opacity=".7"/></g>' +
    `<path class="cluster-map-leader" aria-hidden="true" d="${leaders}" stroke="currentColor" stroke-opacity=".45" stroke-width=".8"/>` +
    `${links.join('')}</svg>`
  );
}

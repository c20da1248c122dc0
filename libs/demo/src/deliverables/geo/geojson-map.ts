import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { rounded, SAMPLE_LABEL } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { textFile } from '../text-file.js';

interface Box { west: number; south: number; east: number; north: number }
interface Feature { type: 'Feature'; properties: Record<string, unknown>; geometry: { type: 'LineString' | 'Polygon' | 'Point'; coordinates: unknown } }

const BOXES: readonly [RegExp, Box][] = [
  [/laos/i, { west: 101.5, south: 15.2, east: 104.8, north: 20 }],
  [/boat|vessel|fishing/i, { west: 110.9, south: 17.9, east: 112.4, north: 19.6 }],
  [/./, { west: 113.1, south: 28.4, east: 113.7, north: 28.9 }],
];

/** Lines that wander with a steady heading and stay in the box: vehicles with a time at each point, or roads. */
function lines(random: SeededRandom, box: Box, count: number, points: number, timed: boolean): Feature[] {
  return Array.from({ length: count }, (_, index) => {
    let [x, y, heading] = [random.between(box.west, box.east), random.between(box.south, box.north), random.between(0, 6.283)];
    const stride = (box.east - box.west) / 60;
    const coordinates = Array.from({ length: points }, () => {
      heading += random.bell() * 0.3;
      if (x < box.west || x > box.east || y < box.south || y > box.north) heading = Math.atan2((box.south + box.north) / 2 - y, (box.west + box.east) / 2 - x);
      x = Math.max(box.west, Math.min(box.east, x + Math.cos(heading) * stride));
      y = Math.max(box.south, Math.min(box.north, y + Math.sin(heading) * stride));
      return [rounded(x, 5), rounded(y, 5)];
    });
    const times = coordinates.map((__, step) => new Date(Date.UTC(2026, 0, 1, 6, step * 2)).toISOString());
    const properties = timed ? { asset: `A-${String(index + 1).padStart(2, '0')}`, times } : { road: `R${index + 1}`, class: random.pick(['primary', 'secondary', 'track']), surface: random.pick(['asphalt', 'gravel', 'earth']), lanes: random.whole(1, 4) };
    return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates } };
  });
}

/** Square fields, counter-clockwise as RFC 7946 asks, each with class and index. */
function fields(random: SeededRandom, box: Box): Feature[] {
  const [columns, rows] = [14, 12];
  const [width, height] = [(box.east - box.west) / columns, (box.north - box.south) / rows];
  return Array.from({ length: columns * rows }, (_, index) => {
    const [west, south] = [box.west + (index % columns) * width, box.south + Math.floor(index / columns) * height];
    const ring = [[west, south], [west + width, south], [west + width, south + height], [west, south + height], [west, south]].map((point) => point.map((value) => rounded(value, 5)));
    const wet = random.next();
    return { type: 'Feature', properties: { cell: index + 1, landCover: wet > 0.85 ? 'water' : random.pick(['cropland', 'forest', 'built-up', 'grass']), vegetationIndex: rounded(random.between(0.1, 0.85), 3), floodDepthM: wet > 0.7 ? rounded((wet - 0.7) * 5, 2) : 0, observedOn: '2026-01-01' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
}

/** A map layer in GeoJSON (RFC 7946, WGS 84): tracks of a fleet, a road network, or a grid of observed cells. */
export function makeGeojson(subject: DeliverableSubject): Deliverable[] {
  const random = new SeededRandom(`${subject.productId}/map`);
  const box = (BOXES.find(([words]) => words.test(subject.nameEn)) as (typeof BOXES)[number])[1];
  const roads = /road/i.test(subject.nameEn);
  const features = subject.taxonomy === 'dt.satnav.fleet' ? lines(random, box, 12, 60, true) : roads ? lines(random, box, 60, 22, false) : fields(random, box);
  const slug = fileSlug(subject.nameEn);
  const layer = { type: 'FeatureCollection', name: subject.nameEn, bbox: [box.west, box.south, box.east, box.north], features };
  return [
    textFile(`${slug}.geojson`, 'application/geo+json', `${subject.nameEn}: map layer`, `${JSON.stringify(layer)}\n`),
    textFile(`${slug}-readme.txt`, 'text/plain; charset=utf-8', `${subject.nameEn}: description and terms`, `${subject.nameEn}\n\n${subject.descriptionEn}\n\nCoordinates: longitude, latitude, WGS 84. ${features.length} features. ${SAMPLE_LABEL}: places and values are computed, not observed.\n\n${licenceText(subject)}`),
  ];
}

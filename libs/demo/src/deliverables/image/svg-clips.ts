import { accentColours, hexFromRgb } from '../accent-colours.js';
import { escapeXml } from '../escape-xml.js';
import { SeededRandom } from '../seeded-random.js';
import type { Drawing } from './svg-patterns.js';

type Clip = (random: SeededRandom, colours: readonly string[], seconds: number) => string;

const SIZE = 320;

const moves = (type: 'translate' | 'rotate' | 'scale', values: string, seconds: number): string =>
  `<animateTransform attributeName="transform" type="${type}" values="${values}" dur="${seconds}s" repeatCount="indefinite"/>`;
const many = (count: number, draw: (index: number) => string): string => Array.from({ length: count }, (_, index) => draw(index)).join('\n');

const lanterns: Clip = (random, [deep, , , , warm], seconds) => many(random.whole(2, 4), (index) => `<g transform="translate(${60 + index * 70} 0)"><g>${moves('rotate', '-8;8;-8', seconds)}<path d="M0 0V90" stroke="${deep}" stroke-width="3"/><ellipse cx="0" cy="130" rx="34" ry="42" fill="${warm}" stroke="${deep}" stroke-width="3"/><path d="M0 172V210" stroke="${warm}" stroke-width="6"/></g></g>`);

const fireworks: Clip = (random, colours, seconds) => many(random.whole(2, 4), (index) => `<g transform="translate(${random.whole(60, 260)} ${random.whole(60, 240)})"><g>${moves('scale', '0;1;0', seconds + index)}${many(12, (ray) => `<path d="M0 -14V-56" stroke="${colours[ray % 5] ?? '#000000'}" stroke-width="5" stroke-linecap="round" transform="rotate(${ray * 30})"/>`)}</g></g>`);

const ribbons: Clip = (random, colours, seconds) => many(random.whole(3, 5), (index) => `<g>${moves('translate', '0 -12;0 12;0 -12', seconds + index / 2)}<path d="M-20 ${60 + index * 50}C80 ${20 + index * 50} 140 ${110 + index * 50} 200 ${60 + index * 50}S300 ${30 + index * 50} 340 ${70 + index * 50}" fill="none" stroke="${colours[index % 5] ?? '#000000'}" stroke-width="14" stroke-linecap="round"/></g>`);

const snow: Clip = (random, [, strong], seconds) => many(random.whole(14, 26), () => `<circle cx="${random.whole(8, 312)}" cy="${random.whole(0, 320)}" r="${random.whole(3, 8)}" fill="${strong}" opacity=".8">${moves('translate', `0 -${SIZE};${random.whole(-20, 20)} ${SIZE}`, seconds + random.whole(0, 3))}</circle>`);

const crescents: Clip = (random, [, , bright, , warm], seconds) => `<g transform="translate(160 160)"><g>${moves('rotate', '-10;10;-10', seconds)}<path d="M40 -90A98 98 0 1 0 40 90A78 78 0 1 1 40 -90Z" fill="${warm}"/></g></g>${many(random.whole(4, 8), () => `<circle cx="${random.whole(200, 300)}" cy="${random.whole(20, 300)}" r="5" fill="${bright}"><animate attributeName="opacity" values="1;.2;1" dur="${random.whole(2, 5)}s" repeatCount="indefinite"/></circle>`)}`;

const blossoms: Clip = (random, colours, seconds) => many(random.whole(3, 6), (index) => `<g transform="translate(${random.whole(50, 270)} ${random.whole(50, 270)})"><g>${moves('rotate', index % 2 ? '0;360' : '360;0', seconds * 3)}${many(5, (petal) => `<ellipse cy="-24" rx="13" ry="24" fill="${colours[index % 3] ?? '#000000'}" transform="rotate(${petal * 72})"/>`)}<circle r="10" fill="${colours[4] ?? '#000000'}"/></g></g>`);

const CLIPS: readonly [string, Clip][] = [['lanterns', lanterns], ['fireworks', fireworks], ['ribbons', ribbons], ['snow', snow], ['crescents', crescents], ['blossoms', blossoms]];

/** Festival clips as animated SVG on a clear ground, in turn through six motifs; number, place and pace differ by clip. */
export function svgClips(productId: string, nameEn: string, count: number): Drawing[] {
  const random = new SeededRandom(`${productId}/clips`);
  const colours = accentColours(productId).map(hexFromRgb);
  return Array.from({ length: count }, (_, index) => {
    const [name, clip] = CLIPS[index % CLIPS.length] as (typeof CLIPS)[number];
    return { name: `${String(index + 1).padStart(2, '0')}-${name}`, svg: `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE * 2}" height="${SIZE * 2}">\n<title>${escapeXml(`${nameEn}: ${name}`)}</title>\n${clip(random, colours, random.whole(3, 6))}\n</svg>\n` };
  });
}

import { accentColours, hexFromRgb } from '../accent-colours.js';
import { escapeXml } from '../escape-xml.js';
import { SeededRandom } from '../seeded-random.js';

export interface Drawing {
  name: string;
  svg: string;
}

type Colours = [string, string, string, string, string];
type Motif = (random: SeededRandom, colours: Colours) => string;

const TILE = 240;

/** A blossom of petals around a centre. */
const blossom = (x: number, y: number, size: number, petals: number, petal: string, heart: string): string =>
  `<g transform="translate(${x} ${y})">${Array.from({ length: petals }, (_, index) =>
    `<path fill="${petal}" d="M0 0C${size * 0.5} ${-size * 0.5} ${size * 0.4} ${-size} 0 ${-size}C${-size * 0.4} ${-size} ${-size * 0.5} ${-size * 0.5} 0 0Z" transform="rotate(${Math.round((index * 360) / petals)})"/>`).join('')}<circle r="${Math.round(size * 0.24)}" fill="${heart}"/></g>`;

/** Draws a motif at all nine places around the tile, so that what leaves on one side comes in on the other. */
const wrapAround = (part: (x: number, y: number) => string, x: number, y: number): string =>
  [-TILE, 0, TILE].flatMap((dx) => [-TILE, 0, TILE].map((dy) => part(x + dx, y + dy))).join('\n');

const floral: Motif = (random, [deep, strong, bright, , warm]) => Array.from({ length: 9 }, (_, index) => {
  const [size, petals] = [random.whole(18, 40), random.whole(5, 8)];
  return wrapAround((x, y) => blossom(x, y, size, petals, [strong, bright, warm][index % 3] as string, deep), (index % 3) * 80 + random.whole(0, 30), Math.floor(index / 3) * 80 + random.whole(0, 30));
}).join('\n');

const jacquard: Motif = (random, [deep, strong, bright, , warm]) => {
  const cell = random.pick([24, 30, 40]);
  return Array.from({ length: (TILE / cell) ** 2 }, (_, index) => {
    const [column, row] = [index % (TILE / cell), Math.floor(index / (TILE / cell))];
    const [x, y] = [column * cell, row * cell];
    const colour = (column + row) % 2 === 0 ? strong : bright;
    const inner = (column * row) % 3 === 0 ? warm : deep;
    return `<path fill="${colour}" d="M${x + cell / 2} ${y}L${x + cell} ${y + cell / 2}L${x + cell / 2} ${y + cell}L${x} ${y + cell / 2}Z"/><rect fill="${inner}" x="${x + cell * 0.36}" y="${y + cell * 0.36}" width="${cell * 0.28}" height="${cell * 0.28}"/>`;
  }).join('\n');
};

const cloud: Motif = (random, [deep, strong, bright, , warm]) => Array.from({ length: 5 }, (_, index) => {
  const size = random.whole(16, 30);
  const colour = [deep, strong, bright, warm][index % 4] as string;
  return wrapAround((x, y) => `<g transform="translate(${x} ${y})" fill="none" stroke="${colour}" stroke-width="4" stroke-linecap="round"><path d="M${-size * 2} ${size * 0.6}H${size * 2}a${size * 0.6} ${size * 0.6} 0 1 0 ${-size * 0.7} ${-size}a${size} ${size} 0 1 0 ${-size * 1.9} ${-size * 0.2}a${size * 0.7} ${size * 0.7} 0 1 0 ${-size * 0.8} ${size * 1.1}"/><path d="M${-size * 0.4} ${-size * 0.1}a${size * 0.45} ${size * 0.45} 0 1 1 ${size * 0.7} ${size * 0.2}"/></g>`, (index % 2) * 120 + random.whole(10, 60), index * 48 + random.whole(0, 14));
}).join('\n');

const waves: Motif = (_, [deep, strong, bright]) => Array.from({ length: 12 }, (__, row) => Array.from({ length: 7 }, (___, column) => {
  const [x, y] = [column * 40 + (row % 2) * 20 - 20, row * 20 + 20];
  return [20, 14, 8].map((radius, ring) => `<path d="M${x - radius} ${y}a${radius} ${radius} 0 0 1 ${radius * 2} 0" fill="none" stroke="${[deep, strong, bright][ring] as string}" stroke-width="3"/>`).join('');
}).join('')).join('\n');

/** The three strong colours change places; the pale ground and the accent stay. */
const turned = ([deep, strong, bright, pale, warm]: Colours, by: number): Colours => {
  const three = [deep, strong, bright] as const;
  return [three[by % 3] as string, three[(by + 1) % 3] as string, three[(by + 2) % 3] as string, pale, warm];
};

/** Repeat tiles, 240 x 240, each drawn anew: first the motif that the product is named after, then its companions; a set of more than six turns the colours. */
export function svgPatterns(productId: string, nameEn: string, count: number): Drawing[] {
  const random = new SeededRandom(`${productId}/patterns`);
  const colours = accentColours(productId).map(hexFromRgb) as Colours;
  const main: [string, Motif] = /jacquard|geometric/i.test(nameEn) ? ['jacquard', jacquard] : /cloud|dragon/i.test(nameEn) ? ['cloud', cloud] : ['floral', floral];
  const cycle: [string, Motif][] = [main, main, main, ['waves', waves], ['companion-floral', floral], ['companion-jacquard', jacquard]];
  const motifs = Array.from({ length: count }, (_, index) => ({ motif: cycle[index % cycle.length] as [string, Motif], turn: Math.floor(index / cycle.length) }));
  return motifs.map(({ motif: [name, motif], turn }, index) => ({ name: `${String(index + 1).padStart(2, '0')}-${name}`, svg: `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${TILE} ${TILE}" width="${TILE * 4}" height="${TILE * 4}">
<title>${escapeXml(`${nameEn}: ${name}, repeat tile`)}</title>
<rect width="${TILE}" height="${TILE}" fill="${index % 2 === 0 ? colours[3] : '#ffffff'}"/>
${motif(random, turned(colours, turn))}
</svg>
` }));
}

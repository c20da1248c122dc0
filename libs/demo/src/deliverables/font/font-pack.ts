import { accentColours, hexFromRgb } from '../accent-colours.js';
import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { escapeXml } from '../escape-xml.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { SeededRandom } from '../seeded-random.js';
import { textFile } from '../text-file.js';
import { zipArchive } from '../zip-archive.js';

/** Strokes of each sign on a grid 4 wide and 6 high, y up; two digits a point, strokes apart by a space. */
const STROKES: Readonly<Record<string, string>> = {
  A: '002640 1232', B: '0006364503 033241301000', C: '4536160500 001030', D: '00062644422000', E: '46060040 0333', F: '460600 0333', G: '453616050110304143 4323', H: '0006 4046 0343', I: '1030 2026 1636', J: '364641301001', K: '0006 460340', L: '060040', M: '0006234640', N: '00064046', O: '1636454130100105 0516', P: '000636454333 3303', Q: '1636454130100105 0516 2240', R: '000636454333 3303 2340', S: '453616050423323241301001', T: '0646 2620', U: '060110304146', V: '062046', W: '0610233046', X: '0046 0640', Y: '0623 4623 2320', Z: '06460040',
  0: '1636454130100105 0516 0145', 1: '052620 1030', 2: '05163645440040', 3: '05163645443323 334241301001', 4: '360242 3630', 5: '46060333424130100001', 6: '4536160501103041423303', 7: '06461000', 8: '1333444536160504 0413 13020110304142 4233', 9: '01103041453616050413 1343',
};

const WIDTH = 640;
const UNITS = 120;

/** A brush stroke as polygons, thick where the pen presses; each reaches past its ends so that corners close. */
function brush(points: readonly (readonly [number, number])[], weight: number): string {
  return points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index] as readonly [number, number];
    const length = Math.hypot(x - fromX, y - fromY) || 1;
    const [nx, ny] = [-(y - fromY) / length, (x - fromX) / length];
    const [start, end] = [weight * 0.62, weight * 0.4];
    const [tipX, tipY] = [(ny * weight) / 3, (-nx * weight) / 3];
    const spot = (px: number, py: number): string => `${Math.round(px)} ${Math.round(py)}`;
    const [left, below, right, above] = [fromX - tipX, fromY - tipY, x + tipX, y + tipY];
    return `M${spot(left + nx * start, below + ny * start)}L${spot(right + nx * end, above + ny * end)}L${spot(right - nx * end, above - ny * end)}L${spot(left - nx * start, below - ny * start)}Z`;
  }).join('');
}

function glyphs(productId: string): { sign: string; path: string }[] {
  const random = new SeededRandom(`${productId}/font`);
  const [weight, slant] = [random.between(58, 96), random.between(0, 0.16)];
  return Object.entries(STROKES).map(([sign, strokes]) => ({ sign, path: strokes.split(' ').map((stroke) => {
    const points = (stroke.match(/../g) ?? []).map((pair): [number, number] => [Number(pair[0]) * UNITS + 60 + Number(pair[1]) * UNITS * slant + random.bell() * 5, Number(pair[1]) * UNITS + random.bell() * 5]);
    return brush(points, weight);
  }).join('') }));
}

/** Outlines of 36 signs as a sheet, as single files and as an SVG font that font editors import. */
export function makeFontPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const set = glyphs(subject.productId);
  const [deep, , , pale] = accentColours(subject.productId).map(hexFromRgb);
  const open = '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"';
  const sheet = `${open} viewBox="0 0 5400 3700" width="1350" height="925">\n<title>${escapeXml(subject.nameEn)}</title>\n<rect width="5400" height="3700" fill="${pale}"/>\n${set.map(({ path }, index) => `<path fill="${deep}" transform="translate(${(index % 9) * 590 + 60} ${Math.floor(index / 9) * 900 + 840}) scale(.9 -.9)" d="${path}"/>`).join('\n')}\n</svg>\n`;
  const font = `${open}>\n<defs><font id="display" horiz-adv-x="${WIDTH}"><font-face font-family="${escapeXml(subject.nameEn)}" units-per-em="1000" ascent="800" descent="-200"/><missing-glyph horiz-adv-x="${WIDTH}"/>\n<glyph unicode=" " horiz-adv-x="300"/>\n${set.map(({ sign, path }) => `<glyph unicode="${sign}" d="${path}"/>`).join('\n')}\n</font></defs>\n</svg>\n`;
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: outlines`, bytes: zipArchive([
      { path: 'display-font.svg', content: font }, { path: 'sheet.svg', content: sheet },
      ...set.map(({ sign, path }) => ({ path: `glyphs/${sign}.svg`, content: `${open} viewBox="0 -800 ${WIDTH} 1000"><path transform="scale(1 -1)" d="${path}"/></svg>\n` })),
      { path: 'README.txt', content: `${subject.nameEn}\n\n${subject.descriptionEn}\n\nDemonstration set: 26 capitals and 10 figures as outlines. display-font.svg is an SVG font; a font editor imports it and exports the web format you need.\n` },
      { path: 'LICENCE.txt', content: licenceText(subject) }]) },
    textFile(`${slug}-sheet.svg`, 'image/svg+xml', `${subject.nameEn}: sheet of signs`, sheet),
  ];
}

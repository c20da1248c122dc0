import { accentColours } from '../accent-colours.js';
import type { Rgb } from '../accent-colours.js';
import type { DeliverableSubject } from '../deliverable.js';
import { filledBox, filledPolygon, strokedPath } from '../pdf/draw.js';
import { note, paragraph, subheading } from '../pdf/pdf-block.js';
import type { PdfBlock, PdfSection } from '../pdf/pdf-block.js';
import { sampleSeries } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';

const SHOTS = [
  ['Wide, still', 'The lake before sunrise. One lantern is lit on the far shore.', 'Water, far bell'],
  ['Slow move right', 'A boat comes out of the mist; we do not yet see who steers.', 'Oar, breath'],
  ['Close', 'Hands that shield a flame. The sleeve is mended with red thread.', 'Wind rises'],
  ['Over the shoulder', 'The other shore: a figure waits, and lifts a second lantern.', 'Music starts, one string'],
  ['Top view', 'Two lights approach each other on a dark surface, drawing circles.', 'Strings join'],
  ['Medium, two people', 'They look, and neither speaks first. A smile that almost happens.', 'Silence'],
  ['Wide, rising', 'Behind them the whole lake fills with lights.', 'Full theme'],
  ['Title', 'The title over water; the light stays on a frame longer than expected.', 'Last chord rings out'],
] as const;

/** A panel with horizon, hills, light and figures; `shot` varies what stands where. */
function panel(shot: number, random: SeededRandom, colours: readonly [Rgb, Rgb, Rgb, Rgb, Rgb]): PdfBlock {
  const [width, height] = [300, 128];
  const horizon = 36 + random.between(0, 34);
  const hills: [number, number][] = Array.from({ length: 13 }, (_, step) => [step * 25, horizon + random.between(4, 40)]);
  let operators = filledBox(0, 0, width, height, colours[3]) + filledPolygon([[0, horizon], ...hills, [width, horizon]], colours[2]) + filledBox(0, 0, width, horizon, colours[1]);
  for (let figure = 0; figure <= shot % 3; figure += 1) {
    const x = 60 + figure * 85 + random.between(-14, 14);
    operators += filledPolygon([[x - 9, 14], [x + 9, 14], [x + 4, 52], [x - 4, 52]], colours[0]) + filledBox(x - 4.5, 53, 9, 10, colours[0]) + filledBox(x + 9, 40, 7, 9, colours[4]);
  }
  operators += strokedPath([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], 1, colours[0]);
  return { kind: 'drawing', height, operators };
}

/** Storyboard of the opening: eight panels, shot list with times, mood curve. */
export function storyboardSections(subject: DeliverableSubject): PdfSection[] {
  const random = new SeededRandom(`${subject.productId}/storyboard`);
  const colours = accentColours(subject.productId);
  const seconds = SHOTS.map(() => random.whole(3, 9));
  const starts = seconds.map((_, index) => seconds.slice(0, index).reduce((sum, value) => sum + value, 0));
  const tension = sampleSeries(random, SHOTS.length, 30, 0.13, 0.1, 0.04);
  return [
    { title: 'About this package', blocks: [
      paragraph(subject.descriptionEn),
      paragraph('The package holds the storyboard of the opening sequence and an animatic: a looping picture that plays in every current browser. It is the demonstration edition of the title; the finished work is not part of the demonstration market.'),
      subheading('Playing the animatic'), paragraph('Open the file that ends in .png with a browser. It is an animated PNG of 28 frames; viewers that know no animation show the first frame.'),
    ] },
    { title: 'Shot list', blocks: [
      { kind: 'table', head: ['Shot', 'From', 'Length', 'Camera', 'Action', 'Sound'], shares: [0.07, 0.09, 0.1, 0.17, 0.36, 0.21], rows: SHOTS.map(([camera, action, sound], index) => [String(index + 1), `${starts[index]} s`, `${seconds[index]} s`, camera, action, sound]) },
      { kind: 'chart', style: 'lines', caption: 'Curve of tension by shot (sample figures for demonstration)', labels: SHOTS.map((_, index) => `Shot ${index + 1}`), series: [{ name: 'Tension', values: tension }] },
      note('Lengths and tension are a plan for the edit, not measured values.') ] },
    { title: 'Panels', blocks: SHOTS.flatMap(([camera, action], index) => [subheading(`${index + 1}. ${camera}`), panel(index, random, colours), paragraph(action)]) },
  ];
}

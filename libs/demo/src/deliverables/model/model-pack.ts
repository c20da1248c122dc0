import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { bullets, paragraph, steps } from '../pdf/pdf-block.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { SeededRandom } from '../seeded-random.js';
import { zipArchive } from '../zip-archive.js';
import { PICTURE_SIZE, surfacePicture, trainInspection } from './train-inspection.js';

const SCRIPT = String.raw`// node inspect.mjs <picture.pgm>: prints the probability of a defect for a plain PGM (P2) of 32 x 32 grey values.
import { readFileSync } from 'node:fs';

const model = JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8'));
const [magic, width, height, top, ...grey] = readFileSync(process.argv[2] ?? new URL('./defect.pgm', import.meta.url), 'utf8').trim().split(/\s+/);
if (magic !== 'P2' || width !== '32' || height !== '32') { console.error('expected a plain PGM of 32 x 32'); process.exit(2); }
const values = grey.map((value) => Number(value) / Number(top));
const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
const steps = values.reduce((sum, value, index) => sum + (index % 32 === 0 ? 0 : Math.abs(value - values[index - 1])), 0) / values.length;
const features = [mean, spread * 4, steps * 6, Math.min(...values), (values.filter((value) => value < mean - 0.2).length / values.length) * 10];
const probability = 1 / (1 + Math.exp(-features.reduce((sum, value, index) => sum + value * model.weights[index], model.bias)));
console.log(JSON.stringify({ defect: probability > model.threshold, probability: Number(probability.toFixed(4)) }));
`;

const pgm = (grey: Uint8Array): string => `P2\n${PICTURE_SIZE} ${PICTURE_SIZE}\n255\n${Array.from({ length: PICTURE_SIZE }, (_, row) => Array.from(grey.subarray(row * PICTURE_SIZE, (row + 1) * PICTURE_SIZE)).join(' ')).join('\n')}\n`;

/** A trained model as JSON with its inference script and test pictures, and the model card as a PDF. */
export function makeModelPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const { weights, bias, accuracy } = trainInspection(subject.productId);
  const random = new SeededRandom(`${subject.productId}/pictures`);
  const features = ['mean', 'spread', 'neighbour steps', 'darkest', 'dark share'];
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: model and script`, bytes: zipArchive([
      { path: 'README.md', content: `# ${subject.nameEn}\n\n${subject.descriptionEn}\n\nTry: \`node inspect.mjs defect.pgm\` and \`node inspect.mjs clean.pgm\`. Demonstration model, trained on drawn surfaces.\n` },
      { path: 'LICENCE.txt', content: licenceText(subject) }, { path: 'inspect.mjs', content: SCRIPT },
      { path: 'model.json', content: `${JSON.stringify({ kind: 'logistic-regression', features, weights, bias, threshold: 0.5, heldOutAccuracy: accuracy }, null, 2)}\n` },
      { path: 'defect.pgm', content: pgm(surfacePicture(random, true)) }, { path: 'clean.pgm', content: pgm(surfacePicture(random, false)) }]) },
    pdfFile(subject, `${slug}-model-card.pdf`, 'Model card', [
      { title: 'What the model does', blocks: [paragraph(subject.descriptionEn), paragraph('The demonstration model looks at a grey picture of 32 x 32 values and answers with the probability that a surface has a scratch. It is a logistic regression on five features.'),
        { kind: 'table', head: ['Feature', 'Weight'], rows: features.map((name, index) => [name, (weights[index] ?? 0).toFixed(4)]) }] },
      { title: 'How good it is', blocks: [paragraph(`Trained on 110 drawn surfaces, half of them with a scratch; ${(accuracy * 100).toFixed(0)} % of 50 others were judged right. Drawn surfaces are easier than real ones.`),
        { kind: 'chart', style: 'bars', caption: 'Size of the weights', labels: features, series: [{ name: 'Absolute weight', values: weights.map(Math.abs) }] }, bullets('Not tested on other sizes, colours or lighting.', 'Not for decisions about people or safety.')] },
      { title: 'First run', blocks: [steps('Unpack the archive.', 'Run the script on both pictures.', 'Save a picture of your own as plain PGM of 32 x 32 and run it again.'), { kind: 'code', lines: ['node inspect.mjs defect.pgm', 'node inspect.mjs clean.pgm'] }] }]),
  ];
}

import { writeCsv } from '../csv/write-csv.js';
import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { jsonFile } from '../text-file.js';
import { zipArchive } from '../zip-archive.js';
import { luminaire } from './ies-file.js';
import { latheGltf } from './lathe-gltf.js';

/** Models in glTF: three loose ones, or as many as the name says in one archive; where it says IES, each with a light file. */
export function makeModels(subject: DeliverableSubject, header: Readonly<Record<string, unknown>>): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const isLight = /\bIES\b/.test(subject.nameEn);
  const count = Number(/(\d+)(?: pcs)?$/.exec(subject.nameEn)?.[1] ?? 3);
  const fineness = count > 60 ? { segments: 14, rings: 9 } : { segments: 28, rings: 16 };
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const model = (number: number, fine?: typeof fineness): Record<string, unknown> => latheGltf(`${subject.productId}/${number}`, `${subject.nameEn} ${number}`, fine);
  const fileOf = (number: number): string => `model-${String(number).padStart(3, '0')}`;
  if (count <= 3) {
    return [...numbers.map((number) => jsonFile(`${slug}-${number}.gltf`, `${subject.nameEn}: model ${number}`, model(number), 'model/gltf+json')),
      jsonFile(`${slug}-contents.json`, `${subject.nameEn}: contents and terms`, { ...header, models: numbers.map((number) => ({ file: `${slug}-${number}.gltf`, unit: 'metre', up: 'y' })) })];
  }
  const lights = isLight ? numbers.map((number) => luminaire(subject.productId, number)) : [];
  const rows = numbers.map((number) => [`${fileOf(number)}.gltf`, ...(isLight ? [`${fileOf(number)}.ies`, lights[number - 1]?.name ?? '', lights[number - 1]?.lumens ?? 0, lights[number - 1]?.watts ?? 0, lights[number - 1]?.beamDegrees ?? 0] : [])]);
  const columns = ['model', ...(isLight ? ['light_file', 'lamp', 'flux_lm', 'power_w', 'beam_degrees'] : [])].map((name) => ({ name, type: 'string' as const, description: name }));
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: all models`, bytes: zipArchive([
      ...numbers.map((number) => ({ path: `models/${fileOf(number)}.gltf`, content: JSON.stringify(model(number, fineness)) })),
      ...lights.map(({ ies }, index) => ({ path: `light/${fileOf(index + 1)}.ies`, content: ies })),
      { path: 'index.csv', content: writeCsv({ rowMeaning: 'one model', primaryKey: ['model'], columns, rows }) }, { path: 'LICENCE.txt', content: licenceText(subject) }]) },
    jsonFile(`${slug}-preview.gltf`, `${subject.nameEn}: preview, model 1`, model(1), 'model/gltf+json'),
    jsonFile(`${slug}-contents.json`, `${subject.nameEn}: contents and terms`, { ...header, models: numbers.map((number) => ({ file: `models/${fileOf(number)}.gltf`, unit: 'metre', up: 'y' })) }),
  ];
}

import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { zipArchive } from '../zip-archive.js';
import { encodePng } from './encode-png.js';
import { paintTextures, TEXTURE_SIZE } from './paint-textures.js';

/** One preview that opens in the browser, and the whole pack of pictures as a ZIP. */
export function makePngPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const pictures = paintTextures(subject.productId).map(({ name, pixels }) => ({ name, bytes: encodePng(TEXTURE_SIZE, TEXTURE_SIZE, pixels) }));
  const list = pictures.map(({ name }, index) => `${name}.png  ${TEXTURE_SIZE} x ${TEXTURE_SIZE}, 24-bit sRGB${index < 3 ? ', tiles without a seam' : ', backdrop'}`).join('\n');
  const preview = pictures[pictures.length - 1];
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: all pictures`, bytes: zipArchive([
      ...pictures.map(({ name, bytes }) => ({ path: `${name}.png`, content: bytes, stored: true })),
      { path: 'README.txt', content: `${subject.nameEn}\n\n${subject.descriptionEn}\n\nDrawn backdrops and surfaces of the demonstration edition:\n${list}\n` },
      { path: 'LICENCE.txt', content: licenceText(subject) }]) },
    { fileName: `${slug}-preview.png`, contentType: 'image/png', title: `${subject.nameEn}: preview`, bytes: preview?.bytes ?? new Uint8Array(0) },
  ];
}

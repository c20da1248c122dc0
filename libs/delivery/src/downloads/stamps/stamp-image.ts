import { textOutline } from '@silkport/documents';
import sharp from 'sharp';

const smallestSize = 12;
const largestPixels = 100_000_000;

/** Writes a line into the lower corner, light on dark so that it is read on any picture, and into its description. Format, size and colour profile stay. */
export async function stampImage(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const image = sharp(bytes, { limitInputPixels: largestPixels }).autoOrient();
  const { width, height } = (await image.metadata()).autoOrient;
  const size = Math.max(smallestSize, Math.round(Math.min(width, height) / 45));
  const outline = textOutline(text, size);
  const fits = Math.min(1, (width - size) / outline.width);
  const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${outline.path}" transform="translate(${size / 2} ${height - size / 2}) scale(${fits})" fill="#fff" fill-opacity="0.85" stroke="#000" stroke-opacity="0.45" stroke-width="${size / 8}" paint-order="stroke"/></svg>`;
  const stamped = image.composite([{ input: Buffer.from(mark), blend: 'over' }]).keepMetadata().withExifMerge({ IFD0: { ImageDescription: text } });
  return stamped.toBuffer();
}

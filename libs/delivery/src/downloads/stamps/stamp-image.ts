import { textOutline } from '@silkport/documents';
import sharp, { type Metadata, type Sharp } from 'sharp';

const smallestSize = 12;
const largestPixels = 50_000_000;

/**
 * Writes a line into the lower corner, light on dark so that it is read on any picture, and into its description. Format, size and colour
 * profile stay. @throws where stamping would take something away: pages, frames, depth, or the inks of print
 */
export async function stampImage(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const image = sharp(bytes, { limitInputPixels: largestPixels }).autoOrient();
  const metadata = await image.metadata();
  refuseLossy(metadata);
  const { width, height } = metadata.autoOrient;
  const size = Math.max(smallestSize, Math.round(Math.min(width, height) / 45));
  const outline = textOutline(text, size);
  const fits = Math.min(1, (width - size) / outline.width);
  const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path d="${outline.path}" transform="translate(${size / 2} ${height - size / 2}) scale(${fits})" fill="#fff" fill-opacity="0.85" stroke="#000" stroke-opacity="0.45" stroke-width="${size / 8}" paint-order="stroke"/></svg>`;
  const stamped = image.composite([{ input: Buffer.from(mark), blend: 'over' }]).keepMetadata().withExifMerge({ IFD0: { ImageDescription: text } });
  return written(stamped, metadata).toBuffer();
}

function refuseLossy({ pages, depth, space, format }: Metadata): void {
  if ((pages ?? 1) > 1) throw new Error(`A ${format} of ${pages} pages or frames would lose all but one`);
  if (depth !== 'uchar') throw new Error(`A ${format} of the depth ${depth} would become one of 8 bit`);
  if (space === 'cmyk') throw new Error(`A ${format} in inks would become one in lights`);
}

/** As near to what it was as its format can say. */
function written(image: Sharp, { format, chromaSubsampling }: Metadata): Sharp {
  switch (format) {
    case 'jpeg': return image.jpeg({ quality: 95, chromaSubsampling: chromaSubsampling ?? '4:4:4' });
    case 'tiff': return image.tiff({ compression: 'deflate' });
    case 'webp': return image.webp({ quality: 95, smartSubsample: true });
    default: return image;
  }
}

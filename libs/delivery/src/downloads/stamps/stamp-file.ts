import { stampEpub } from './stamp-epub.js';
import { stampImage } from './stamp-image.js';
import { stampPdf } from './stamp-pdf.js';

type Stamp = (bytes: Uint8Array, text: string) => Promise<Uint8Array> | Uint8Array;

const stamps: Readonly<Record<string, Stamp | undefined>> = {
  'application/pdf': stampPdf, 'application/epub+zip': stampEpub,
  'image/png': stampImage, 'image/jpeg': stampImage, 'image/webp': stampImage, 'image/tiff': stampImage,
};

export const stampedTypes: readonly string[] = Object.keys(stamps);

/** What is larger goes out as it is: stamping holds the file in memory. */
export const largestStamped = 32 * 1024 * 1024;

export function canBeStamped({ contentType, sizeBytes }: { readonly contentType: string; readonly sizeBytes: number }): boolean {
  return sizeBytes <= largestStamped && stamps[mediaType(contentType)] !== undefined;
}

/** @param text printable ASCII, as order numbers are @throws where the file is not what its type says */
export async function stampFile(bytes: Uint8Array, contentType: string, text: string): Promise<Uint8Array> {
  const stamp = stamps[mediaType(contentType)];
  if (!stamp || !/^[\w .:-]+$/.test(text)) throw new Error(`Nothing is stamped into ${contentType}`);
  return stamp(bytes, text);
}

function mediaType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

import { stat } from 'node:fs/promises';
import { FileRefused } from './file-refused.js';
import { isWhatItIsCalled } from './file-kinds.js';
import type { FileScanner } from './file-scanner.js';
import { foundKind } from './found-kind.js';
import { hashFile, type FileHashes } from './hash-file.js';
import { lookInside } from './look-inside.js';

export interface InspectedFile extends FileHashes {
  /** The scanner that found nothing; null where none looked. */
  readonly scannedBy: string | null;
}

/** Looks at all of a file: what it is, what is in it, what a scanner finds, and its hashes. Nothing of it is held in memory. @throws FileRefused */
export async function inspectFile(place: string, declared: { readonly fileName: string; readonly sizeBytes: number }, scanner: FileScanner): Promise<InspectedFile> {
  const size = await stat(place).then((found) => found.size, () => undefined);
  if (size !== declared.sizeBytes) throw new FileRefused('lost');
  const found = await foundKind(place);
  if (!isWhatItIsCalled(declared.fileName, found)) throw new FileRefused('wrong_type', found ?? '');
  const isScanned = scanner.takes(size);
  await lookInside(place, { isScanned });
  const harm = isScanned ? await scanner.scan(place) : undefined;
  if (harm !== undefined) throw new FileRefused('infected', harm);
  return { ...(await hashFile(place)), scannedBy: isScanned ? scanner.name : null };
}

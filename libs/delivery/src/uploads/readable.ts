import { FileRefused } from './file-refused.js';

/** @throws FileRefused for what the reader of archives does not understand */
export async function readable<Result>(reading: Promise<Result>, name = ''): Promise<Result> {
  return reading.catch((error: unknown) => {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('archive_unreadable', name || (error instanceof Error ? error.message : ''));
  });
}

import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

const headBytes = 64 * 1024;

/** What a file is by its bytes: the extension that `file-type` gives it, `text`, or undefined for bytes that nobody knows. */
export async function foundKind(place: string): Promise<string | undefined> {
  const known = await fileTypeFromFile(place);
  if (known) return known.ext;
  return (await isText(place)) ? 'text' : undefined;
}

/** No NUL in its beginning, unless it says that it is UTF-16: Chinese and Russian texts come in encodings of their own. */
async function isText(place: string): Promise<boolean> {
  const file = await open(place);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    const head = buffer.subarray(0, bytesRead);
    return !head.includes(0) || /^(fffe|feff)/.test(head.subarray(0, 2).toString('hex'));
  } finally {
    await file.close();
  }
}

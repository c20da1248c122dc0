import { fileNameBytes, isFileName } from '../files/file-name.js';
import { isMediaType } from '../files/media-type.js';
import { declaredTypeOf, isDeclarable } from '../uploads/file-kinds.js';

/** What no name has on some system, and what misleads who reads it. */
const unsafe = /[\p{Cc}\u202A-\u202E\u2066-\u2069<>:"|?*]/gu;

/** A name for a file whose sender is asked for none: the last part of a path, what misleads taken out, cut where it is too long. */
export function safeFileName(told: string): string {
  const name = (told.toWellFormed().split(/[/\\]/).at(-1) ?? '').replaceAll(unsafe, '').trim().replace(/[. ]+$/, '');
  const short = shortened(name);
  return isFileName(short) && !/^\.+$/.test(short) ? short : 'file';
}

/** With its ending, which says what it is. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= fileNameBytes) return name;
  const [ending = ''] = /\.[^.]{1,20}$/.exec(name) ?? [];
  let rest = name.slice(0, name.length - ending.length);
  while (Buffer.byteLength(rest + ending) > fileNameBytes) rest = [...rest].slice(0, -1).join('');
  return rest + ending;
}

/** What browsers say of a file goes by the sender's system: it counts only where it goes with the name. */
export function contentTypeFor(fileName: string, told: string): string {
  return isMediaType(told) && isDeclarable(fileName, told) && !/^text\/html\b/i.test(told) ? told : declaredTypeOf(fileName);
}

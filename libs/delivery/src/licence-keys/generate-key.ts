import { randomInt } from 'node:crypto';

/** Of Crockford's base 32, without letters that are taken for figures. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: beyond guessing, also over years and from many addresses. */
const fewestPlaces = 16;

/** Whether keys can be made after it: capital letters, figures and hyphens, with an X for each character of chance, 16 of them or more. */
export function isKeyPattern(pattern: string): boolean {
  return /^[A-Z0-9-]{1,100}$/.test(pattern) && pattern.split('X').length > fewestPlaces;
}

/** @param pattern such as `GLAZE-XXXXX-XXXXX-XXXXX-XXXXX` */
export function generateKey(pattern: string): string {
  return pattern.replaceAll('X', () => alphabet[randomInt(alphabet.length)] ?? '');
}

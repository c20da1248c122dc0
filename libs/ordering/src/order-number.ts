import { randomInt } from 'node:crypto';

/** Digits and letters that are not mistaken for one another when read aloud or typed: Crockford's base 32. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new order number for people: 50 random bits, so that numbers tell nobody how many orders there are. */
export function newOrderNumber(): string {
  const symbols = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `SP-${symbols.slice(0, 5)}-${symbols.slice(5)}`;
}

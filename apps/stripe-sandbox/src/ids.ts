import { randomFillSync } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const pool = Buffer.alloc(8192);
let taken = pool.length;

/** `length` random letters and digits; one draw from the system serves hundreds of ids. */
export function randomLetters(length: number): string {
  if (taken + length > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  let letters = '';
  for (const byte of pool.subarray(taken, taken + length)) letters += alphabet[byte % alphabet.length];
  taken += length;
  return letters;
}

export type IdPrefix = 'pi' | 'ch' | 're' | 'txn' | 'evt' | 'we' | 'cus' | 'dp' | 'pm' | 'li' | 'price' | 'prod' | 'req' | 'acct' | 'ba' | 'po' | 'py' | 'pyr' | 'tr' | 'trr'
  | 'sub' | 'sub_sched' | 'si' | 'in' | 'il' | 'ii' | 'inpay' | 'seti' | 'clock' | 'cbtxn';

/** An id that looks like one of Stripe's: `pi_3…`, 24 letters and digits behind the prefix. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_3${randomLetters(23)}`;
}

export function newSessionId(): string {
  return `cs_test_a1${randomLetters(56)}`;
}

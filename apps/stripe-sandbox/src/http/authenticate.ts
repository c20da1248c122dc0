import { timingSafeEqual } from 'node:crypto';
import { StripeError } from './stripe-error.js';

const notGiven = "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";

/** Throws 401 unless the header carries the secret key, as Bearer or as the user name of Basic. */
export function authenticate(header: string | undefined, secretKey: string): void {
  const key = keyOf(header);
  if (!key) throw new StripeError(401, { type: 'invalid_request_error', message: notGiven });
  if (!isSame(key, secretKey)) throw new StripeError(401, { type: 'invalid_request_error', message: `Invalid API Key provided: ${masked(key)}` });
}

function keyOf(header = ''): string {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return '';
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? '';
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function masked(key: string): string {
  return key.length < 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

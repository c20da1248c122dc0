import { EmailInvalid } from './identity.errors.js';

/** RFC 5321 section 4.5.3.1.3: a path of 256 octets with its angle brackets. */
export const maxEmailLength = 254;

/** One spelling for one address: without spaces around, lower case, NFC, no control characters (PostgreSQL refuses NUL in a text). */
export function normaliseEmail(email: string): string {
  return email.replaceAll(/\p{Cc}/gu, '').trim().toLowerCase().normalize('NFC');
}

/** The normalised address of a new account. @throws EmailInvalid */
export function acceptedEmail(email: string): string {
  const normalised = normaliseEmail(email);
  if (normalised.length > maxEmailLength || !/^[^\s@]+@[^\s@]+$/.test(normalised)) throw new EmailInvalid({}, 'email');
  return normalised;
}

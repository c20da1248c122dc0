import type { Signatures } from '@silkport/platform';
import { isId } from '@silkport/values';

const validDays = 7;

export interface ConfirmationClaim { readonly personId: string; readonly expiresAt: Date; readonly signature: string }

/** When a confirmation link made now is to expire. */
export function confirmationExpiry(now: Date): Date {
  return new Date(now.getTime() + validDays * 24 * 3_600_000);
}

/**
 * `<person id>.<expiry in epoch seconds>.<signature>` for the link in the confirmation mail. The e-mail is signed too, so that the
 * link confirms only the address it was sent to.
 */
export function emailConfirmationToken(signatures: Signatures, person: { personId: string; email: string }, expiresAt: Date): string {
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  return `${person.personId}.${seconds}.${signatures.sign('email-confirmation', subjectOf(person.personId, seconds, person.email))}`;
}

/** What a token claims, not yet believed; undefined where it has not the form. */
export function readConfirmationToken(token: string): ConfirmationClaim | undefined {
  const [personId = '', seconds = '', signature = '', ...rest] = token.split('.', 4);
  if (rest.length || !isId(personId) || !/^[1-9]\d{8,10}$/.test(seconds)) return undefined;
  return { personId, expiresAt: new Date(Number(seconds) * 1000), signature };
}

/** Whether we made this claim for the person's present e-mail. */
export function isConfirmationSigned(signatures: Signatures, { personId, expiresAt, signature }: ConfirmationClaim, email: string): boolean {
  return signatures.verifies('email-confirmation', subjectOf(personId, expiresAt.getTime() / 1000, email), signature);
}

function subjectOf(personId: string, seconds: number, email: string): string {
  return `${personId}.${seconds}.${email}`;
}

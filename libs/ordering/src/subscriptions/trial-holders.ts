import { createHash } from 'node:crypto';

/** By what a buyer is known again who has had a trial. */
export const trialHolders = ['account', 'card', 'email'] as const;
export type TrialHolder = (typeof trialHolders)[number];

/** Who asks for a trial, as far as that is known yet. */
export interface TrialBuyer {
  /** Of who is signed in. */
  readonly personId?: string | null | undefined;
  readonly email?: string | null | undefined;
  /** The payment provider's fingerprint of the card. */
  readonly card?: string | null | undefined;
}

export interface TrialMark {
  readonly holder: TrialHolder;
  readonly mark: string;
}

/** In the order of `trialHolders`: who claims several takes them in this order, so that none waits in a circle. */
export function trialMarks({ personId, email, card }: TrialBuyer): TrialMark[] {
  const marks: readonly (readonly [TrialHolder, string | null | undefined])[] = [['account', personId], ['card', card], ['email', email ? hashed(trialEmail(email)) : null]];
  return marks.flatMap(([holder, mark]) => (mark ? [{ holder, mark }] : []));
}

/** Where mails to an address end up: what comes after a plus is the receiver's own note, and Google's dots mean nothing. */
export function trialEmail(email: string): string {
  const plain = email.normalize('NFC').trim().toLowerCase();
  const at = plain.lastIndexOf('@');
  if (at < 1) return plain;
  const [name, host] = [plain.slice(0, at).replace(/(.)\+.*$/s, '$1'), plain.slice(at + 1)];
  return host === 'gmail.com' || host === 'googlemail.com' ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`;
}

/** An address is not kept for it: what it is compared by is enough. */
const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a signature is good for; a signature for one purpose is worth nothing for another. */
export type SignedPurpose = 'gateway' | 'order' | 'download' | 'session' | 'email-confirmation' | 'basket' | 'seat' | 'playback' | 'calendar';

/** HMAC-SHA-256 signatures over a purpose and a subject, compared in constant time. */
export class Signatures {
  constructor(private readonly secret: string) {}

  /** @returns 43 characters that are safe in a URL */
  sign(purpose: SignedPurpose, subject: string): string {
    return createHmac('sha256', this.secret).update(`${purpose}\n${subject}`).digest('base64url');
  }

  verifies(purpose: SignedPurpose, subject: string, signature: string): boolean {
    const wanted = Buffer.from(this.sign(purpose, subject));
    const given = Buffer.from(signature);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }
}

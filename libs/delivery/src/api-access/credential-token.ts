import { createHash, randomBytes } from 'node:crypto';

/** `spk_4f0c…12 characters…_…43 characters…`: the first part is shown again, the second is the secret. */
const form = /^(spk_[0-9a-f]{12})_([\w-]{43})$/;

export interface NewToken {
  /** Shown once. */
  readonly token: string;
  readonly prefix: string;
  readonly secretHash: Buffer;
}

/** A token and its hash when each is compared: SHA-256 over the stored hash and these bytes must be `blinded`. */
export interface BlindedToken { readonly prefix: string; readonly blinded: Buffer; readonly nonce: Buffer }

const sha256 = (...parts: readonly (string | Buffer)[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

export function newToken(): NewToken {
  const prefix = `spk_${randomBytes(6).toString('hex')}`;
  const secret = randomBytes(32).toString('base64url');
  return { token: `${prefix}_${secret}`, prefix, secretHash: sha256(secret) };
}

/**
 * What the database compares. Both sides are hashed with bytes that nobody knows beforehand, so how long the comparison takes tells
 * nothing of the secret. @returns undefined where it is no token of ours
 */
export function blindedToken(given: string): BlindedToken | undefined {
  const [, prefix, secret] = form.exec(given) ?? [];
  if (prefix === undefined || secret === undefined) return undefined;
  const nonce = randomBytes(16);
  return { prefix, nonce, blinded: sha256(sha256(secret), nonce) };
}

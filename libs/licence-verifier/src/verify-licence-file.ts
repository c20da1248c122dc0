/**
 * Verifies licence files of a Silkport marketplace without network. This file stands alone: copy it into your program. It needs
 * WebCrypto with Ed25519 (Node 20, Deno, Bun, and browsers of 2025 or later). How to use it: README.md beside it.
 */

/** What a licence file says. Times are ISO 8601 in UTC. */
export interface Licence {
  readonly issuer: string;
  /** The key's id, not the key. */
  readonly licence: string;
  readonly product: string;
  readonly variant: string;
  /** The fingerprint of the one machine that it is for. */
  readonly machine: string;
  /** How many machines the key has places for; null for any number. */
  readonly seats: number | null;
  readonly features: readonly string[];
  readonly issued: string;
  readonly notBefore: string;
  /** The first instant at which it is worth nothing. */
  readonly expires: string;
  /** Counts the files of a licence: a later file has a higher number. */
  readonly sequence: number;
}

export type LicenceRefusal = 'malformed' | 'unknown_signer' | 'forged' | 'wrong_product' | 'wrong_machine' | 'not_valid_yet' | 'expired' | 'clock_set_back' | 'replaced';

export type LicenceVerdict = { readonly valid: true; readonly licence: Licence } | { readonly valid: false; readonly code: LicenceRefusal };

/** The latest time that was seen, in milliseconds since 1970, never later than the end of the file that was looked at, and the highest number of a file. */
export interface Remembered { readonly seenAt: number; readonly sequence: number }

/**
 * Where your program keeps what it has seen of a licence, such as a file of its own in two places or the system's key store. It
 * need not be secret; the harder it is to find and to put back, the better. `read` answers undefined only when nothing was ever kept.
 */
export interface LicenceMemory {
  read(licence: string): Promise<Remembered | undefined>;
  write(licence: string, remembered: Remembered): Promise<void>;
}

export interface LicenceCheck {
  /** By key id, base64url of 32 bytes: shipped with your program, from `GET /v1/licence-keys/public-keys`. */
  readonly publicKeys: Readonly<Record<string, string>>;
  /** The product's id that your program is. */
  readonly product: string;
  /** The fingerprint as your program computes it now. */
  readonly machine: string;
  /** Without it a clock that is set back goes unnoticed. */
  readonly memory?: LicenceMemory;
  /** Milliseconds since 1970; the system's clock where it is left out. */
  readonly now?: number;
  /** By how much a clock may be wrong, in milliseconds; five minutes where it is left out. */
  readonly toleranceMilliseconds?: number;
}

/** Says whether a licence file is good on this machine now; it never throws for what is in the file. */
export async function verifyLicenceFile(text: string, check: LicenceCheck): Promise<LicenceVerdict> {
  const now = check.now ?? Date.now();
  const tolerance = check.toleranceMilliseconds ?? 5 * 60 * 1000;
  const signed = /^(silkport-licence\.v1\.([0-9a-f]{16})\.([\w-]{1,20000}))\.([\w-]{86})\s*$/.exec(text);
  if (!signed) return refused('malformed');
  const [, bytes = '', keyId = '', payload = '', signature = ''] = signed;
  const publicKey = Object.hasOwn(check.publicKeys, keyId) ? check.publicKeys[keyId] : undefined;
  if (publicKey === undefined) return refused('unknown_signer');
  // The bytes are checked as they came, before anything in them is looked at.
  if (!(await isSigned(publicKey, signature, bytes))) return refused('forged');
  const licence = JSON.parse(new TextDecoder().decode(fromBase64Url(payload))) as Licence;
  if (licence.product !== check.product) return refused('wrong_product');
  if (licence.machine !== check.machine) return refused('wrong_machine');
  const kept = await check.memory?.read(licence.licence);
  if (kept && licence.sequence < kept.sequence) return refused('replaced');
  // A newer file is the marketplace's word for what time it was: a clock that was wrong once is forgotten with it.
  const known = kept?.sequence === licence.sequence ? kept : undefined;
  if (known && now < known.seenAt - tolerance) return refused('clock_set_back');
  if (now < Date.parse(licence.notBefore) - tolerance) return refused('not_valid_yet');
  const expires = Date.parse(licence.expires);
  // Never beyond the file's end: a clock that is years ahead for a moment must not lock for years.
  await check.memory?.write(licence.licence, { seenAt: Math.min(Math.max(now, known?.seenAt ?? Date.parse(licence.issued)), expires), sequence: licence.sequence });
  return now < expires ? { valid: true, licence } : refused('expired');
}

async function isSigned(publicKey: string, signature: string, bytes: string): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, fromBase64Url(signature), new TextEncoder().encode(bytes));
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}

function refused(code: LicenceRefusal): LicenceVerdict {
  return { valid: false, code };
}

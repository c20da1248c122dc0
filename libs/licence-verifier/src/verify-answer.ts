/**
 * Tells answers of a Silkport marketplace from those of a server that somebody put in its place (RFC 9421 with the content digest of
 * RFC 9530). This file stands alone, as the other one does.
 */

export interface SignedAnswer {
  /** The body's text as it came. */
  readonly body: string;
  /** The headers, by names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** By key id, base64url of 32 bytes. */
  readonly publicKeys: Readonly<Record<string, string>>;
  /** What the program has sent along as `nonce`: an answer to another question is none to this. */
  readonly nonce: string;
  /** Milliseconds since 1970; the system's clock where it is left out. */
  readonly now?: number;
  /** Milliseconds; five minutes where it is left out. */
  readonly oldestMilliseconds?: number;
}

export type AnswerVerdict = 'genuine' | 'unsigned' | 'unknown_signer' | 'forged' | 'too_old' | 'replayed';

export async function verifyAnswer({ body, headers, publicKeys, nonce, now = Date.now(), oldestMilliseconds = 5 * 60 * 1000 }: SignedAnswer): Promise<AnswerVerdict> {
  const input = /^silkport=(\("content-digest"\);created=(\d{1,15});keyid="([0-9a-f]{16})";alg="ed25519")$/.exec(headers['signature-input'] ?? '');
  const signature = /^silkport=:([A-Za-z0-9+/]{86}==):$/.exec(headers.signature ?? '')?.[1];
  if (!input || !signature) return 'unsigned';
  const [, parameters = '', created = '', keyId = ''] = input;
  const publicKey = Object.hasOwn(publicKeys, keyId) ? publicKeys[keyId] : undefined;
  if (publicKey === undefined) return 'unknown_signer';
  const digest = `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))))}:`;
  const key = await crypto.subtle.importKey('raw', bytesOf(publicKey.replaceAll('-', '+').replaceAll('_', '/')), 'Ed25519', false, ['verify']);
  const base = new TextEncoder().encode(`"content-digest": ${digest}\n"@signature-params": ${parameters}`);
  if (!(await crypto.subtle.verify('Ed25519', key, bytesOf(signature), base))) return 'forged';
  if (Math.abs(now - Number(created) * 1000) > oldestMilliseconds) return 'too_old';
  return (JSON.parse(body) as { nonce?: unknown }).nonce === nonce ? 'genuine' : 'replayed';
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

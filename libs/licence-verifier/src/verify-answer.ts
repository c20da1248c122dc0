/**
 * Tells answers of a Silkport marketplace from those of a server that somebody put in its place (RFC 9421 with the content digest of
 * RFC 9530). This file stands alone, as the other one does.
 */

/** What the program has asked, as it has sent it: to the letter, also where its user has typed a key in small letters. */
export interface AskedQuestion {
  /** The last part of the address. */
  readonly call: 'verify' | 'activate' | 'heartbeat' | 'deactivate' | 'licence-file';
  readonly key: string;
  readonly product: string;
  /** Left out where none was sent. */
  readonly fingerprint?: string | undefined;
  /** Random, new for each question. */
  readonly nonce: string;
}

export interface SignedAnswer {
  /** The body's text as it came. */
  readonly body: string;
  /** The headers, by names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** By key id, base64url of 32 bytes. */
  readonly publicKeys: Readonly<Record<string, string>>;
  /** An answer to another question is none to this. */
  readonly asked: AskedQuestion;
  /** Milliseconds since 1970; the system's clock where it is left out. */
  readonly now?: number;
  /** Milliseconds; five minutes where it is left out. */
  readonly oldestMilliseconds?: number;
}

export type AnswerVerdict = 'genuine' | 'unsigned' | 'unknown_signer' | 'forged' | 'too_old' | 'replayed' | 'other_question';

export async function verifyAnswer({ body, headers, publicKeys, asked, now = Date.now(), oldestMilliseconds = 5 * 60 * 1000 }: SignedAnswer): Promise<AnswerVerdict> {
  const input = /^silkport=(\("content-digest"\);created=(\d{1,15});keyid="([0-9a-f]{16})";alg="ed25519")$/.exec(headers['signature-input'] ?? '');
  const signature = /^silkport=:([A-Za-z0-9+/]{86}==):$/.exec(headers.signature ?? '')?.[1];
  if (!input || !signature) return 'unsigned';
  const [, parameters = '', created = '', keyId = ''] = input;
  const publicKey = Object.hasOwn(publicKeys, keyId) ? publicKeys[keyId] : undefined;
  if (publicKey === undefined) return 'unknown_signer';
  const digest = `sha-256=:${btoa(String.fromCharCode(...await sha256(body)))}:`;
  const key = await crypto.subtle.importKey('raw', bytesOf(publicKey.replaceAll('-', '+').replaceAll('_', '/')), 'Ed25519', false, ['verify']);
  const base = new TextEncoder().encode(`"content-digest": ${digest}\n"@signature-params": ${parameters}`);
  if (!(await crypto.subtle.verify('Ed25519', key, bytesOf(signature), base))) return 'forged';
  if (Math.abs(now - Number(created) * 1000) > oldestMilliseconds) return 'too_old';
  const answered = JSON.parse(body) as Readonly<Record<string, unknown>>;
  if (answered.nonce !== asked.nonce) return 'replayed';
  return (await isAnswerTo(asked, answered)) ? 'genuine' : 'other_question';
}

/** Whoever stands between could have asked for another key or product, for no machine, or something harmless, and passed the nonce on. */
async function isAnswerTo({ call, key, product, fingerprint }: AskedQuestion, answered: Readonly<Record<string, unknown>>): Promise<boolean> {
  const keySha256 = Array.from(await sha256(key), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return answered.call === call && answered.product === product && answered.keySha256 === keySha256 && answered.fingerprint === (fingerprint ?? null);
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@silkport/values';
import { SigningKeys } from './signing-keys.js';

/** A question about a key as it was asked: nothing of it tidied up, since the asking program knows only that. */
export interface AskedOfLicence {
  readonly call: string;
  readonly key: string;
  readonly product: string;
  readonly fingerprint: string | null;
  readonly nonce: string | null;
}

export interface SignedBody {
  /** To be sent as it is. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs answers about keys (RFC 9421, RFC 9530), so that a program can tell them from those of a server that somebody put in our
 * place. Each says what it answers: else whoever stands between could ask for something else and pass the answer on.
 */
@Injectable()
export class SignAnswer {
  constructor(private readonly keys: SigningKeys, private readonly clock: Clock) {}

  async run(answer: object, { key, ...asked }: AskedOfLicence): Promise<SignedBody> {
    const signer = await this.keys.signer();
    const body = JSON.stringify({ ...answer, ...asked, keySha256: createHash('sha256').update(key).digest('hex') });
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const parameters = `("content-digest");created=${Math.floor(this.clock.now().getTime() / 1000)};keyid="${signer.keyId}";alg="ed25519"`;
    const base = `"content-digest": ${digest}\n"@signature-params": ${parameters}`;
    return { body, headers: { 'content-digest': digest, 'signature-input': `silkport=${parameters}`, signature: `silkport=:${signer.sign(Buffer.from(base)).toString('base64')}:` } };
  }
}

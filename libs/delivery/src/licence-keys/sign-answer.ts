import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@silkport/values';
import { SigningKeys } from './signing-keys.js';

/** Signs answers about keys (RFC 9421, RFC 9530), so that a program can tell them from those of a server that somebody put in our place. */
@Injectable()
export class SignAnswer {
  constructor(private readonly keys: SigningKeys, private readonly clock: Clock) {}

  /** @param body as it is sent @returns the headers that go with it */
  async run(body: string): Promise<Readonly<Record<string, string>>> {
    const signer = await this.keys.signer();
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const parameters = `("content-digest");created=${Math.floor(this.clock.now().getTime() / 1000)};keyid="${signer.keyId}";alg="ed25519"`;
    const base = `"content-digest": ${digest}\n"@signature-params": ${parameters}`;
    return { 'content-digest': digest, 'signature-input': `silkport=${parameters}`, signature: `silkport=:${signer.sign(Buffer.from(base)).toString('base64')}:` };
  }
}

import { createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { CONFIG, Database, Idempotency, prepared, statement, type Config, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { seal, unseal } from './sealed-secret.js';

export interface PublishedKey {
  readonly keyId: string;
  /** Base64url of the 32 bytes of an Ed25519 public key (RFC 8032). */
  readonly publicKey: string;
  readonly createdAt: Date;
  /** Null of the one that signs now. */
  readonly retiredAt: Date | null;
}

export interface Signer {
  readonly keyId: string;
  sign(bytes: Buffer): Buffer;
}

interface Row { readonly id: string; readonly sealed: Buffer }

const keptMilliseconds = 60_000;
const inUse = statement('delivery.signing_key', 'SELECT id, sealed_private_key AS sealed FROM delivery.licence_signing_keys WHERE retired_at IS NULL');
const add = statement('delivery.add_signing_key', `
  INSERT INTO delivery.licence_signing_keys (id, public_key, sealed_private_key, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT ((true)) WHERE retired_at IS NULL DO NOTHING`);
const retire = statement('delivery.retire_signing_key', `
  UPDATE delivery.licence_signing_keys SET retired_at = $1, sealed_private_key = NULL, is_compromised = $2 WHERE retired_at IS NULL`);
const published = statement('delivery.published_signing_keys', `
  SELECT id AS "keyId", translate(encode(public_key, 'base64'), '+/=', '-_') AS "publicKey", created_at AS "createdAt", retired_at AS "retiredAt"
  FROM delivery.licence_signing_keys WHERE NOT is_compromised ORDER BY retired_at DESC NULLS FIRST, id`);

/**
 * The marketplace's key pairs for licence files. The first is made when it is needed. One that the signing secret does not open is
 * left as it is, and nothing is signed: only an admin's rotation ends a key. A process knows of it within a minute; files of the retired key stay good.
 */
@Injectable()
export class SigningKeys {
  private kept: { readonly signer: Signer; readonly until: number } | undefined;

  constructor(
    private readonly database: Database, private readonly clock: Clock, private readonly idempotency: Idempotency, @Inject(CONFIG) private readonly config: Pick<Config, 'signingSecret'>,
  ) {}

  /** @throws Error where the key in use was sealed by another signing secret than this process has */
  async signer(): Promise<Signer> {
    const now = this.clock.now();
    if (this.kept && this.kept.until > now.getTime()) return this.kept.signer;
    const signer = (await this.opened()) ?? await this.made(now);
    if (!signer) throw new Error('The licence signing key in use is gone again: it was rotated in this moment');
    this.kept = { signer, until: now.getTime() + keptMilliseconds };
    return signer;
  }

  /** For programs that verify without network: the one in use first. */
  async published(): Promise<PublishedKey[]> {
    const keys = await this.database.read<PublishedKey>(published);
    if (keys.some(({ retiredAt }) => retiredAt === null)) return keys;
    await this.signer();
    return this.database.read<PublishedKey>(published);
  }

  /**
   * Signs with a new key from now on, also where the signing secret does not open the old one any more.
   * @param isCompromised somebody else may have the old one: it is published no longer, and its files are worth nothing
   * @returns the new key's id
   */
  async rotate({ isCompromised, personId }: { readonly isCompromised: boolean; readonly personId: string }, idempotent: IdempotentRequest): Promise<string> {
    const at = this.clock.now();
    const keyId = await this.database.transaction(async (tx) => {
      if (await this.idempotency.claim(tx, idempotent, newId())) return undefined;
      await prepared(tx, retire, [at, isCompromised]);
      const made = await this.insert(tx, at);
      await recordAudit(tx, { personId, action: 'delivery.signing_key_rotated', happenedAt: at, details: { keyId: made, isCompromised } });
      return made;
    });
    this.kept = undefined;
    return keyId ?? (await this.signer()).keyId;
  }

  private async opened(): Promise<Signer | undefined> {
    const [row] = await this.database.read<Row>(inUse);
    if (!row) return undefined;
    const der = unseal(this.secret, row.sealed);
    if (!der) throw new Error(`The licence signing key ${row.id} was sealed by another SIGNING_SECRET than this process has. Give all processes the same one, or have an admin rotate the key (POST /v1/admin/licence-signing-keys)`);
    return signerOf(row.id, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  }

  /** Two at once make one: the second takes the first one's. */
  private async made(at: Date): Promise<Signer | undefined> {
    await this.database.transaction((tx) => this.insert(tx, at));
    return this.opened();
  }

  private async insert(tx: Tx, at: Date): Promise<string> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const id = createHash('sha256').update(raw).digest('hex').slice(0, 16);
    await prepared(tx, add, [id, raw, seal(this.secret, privateKey.export({ format: 'der', type: 'pkcs8' })), at]);
    return id;
  }

  private get secret(): string {
    if (!this.config.signingSecret) throw new Error('Licence files need a signing secret');
    return this.config.signingSecret;
  }
}

function signerOf(keyId: string, key: KeyObject): Signer {
  return { keyId, sign: (bytes) => sign(null, bytes, key) };
}

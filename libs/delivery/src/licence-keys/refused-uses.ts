import { Injectable } from '@nestjs/common';
import { Database, DomainError, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { countryOf, cut, type AccessClient } from '../entitlements/access-log.js';
import type { LicenceName } from './find-licence.js';
import { KeyGuesses } from './key-guesses.js';
import { LicenceKeyUnknown } from './licence-key.errors.js';
import { hashesOf } from './typed-key.js';

export interface LicenceClient extends AccessClient { readonly address?: string | undefined }

// A program that asks each second for what it may not have is written down once a day.
const noteRefused = statement('delivery.note_refused_use', `
  WITH named AS (SELECT (SELECT k.entitlement_id FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id
    WHERE k.key_hash = ANY ($1::bytea[]) AND e.product_id = $7::uuid OR k.entitlement_id = $2::uuid ORDER BY array_position($1::bytea[], k.key_hash) LIMIT 1) AS entitlement_id)
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times)
  SELECT uuidv7(), entitlement_id, 'refused', $3, $4::timestamptz, $5, $6, 1 FROM named
  WHERE entitlement_id IS NULL OR NOT EXISTS (
    SELECT FROM delivery.accesses x WHERE x.entitlement_id = named.entitlement_id AND x.what = 'refused' AND x.subject = $3 AND x.accessed_at >= date_trunc('day', $4::timestamptz, 'UTC'))`);

/** Uses of keys that are refused are written down, and who tries keys that are none is told to wait. */
@Injectable()
export class RefusedUses {
  constructor(private readonly database: Database, private readonly guesses: KeyGuesses, private readonly clock: Clock) {}

  /** @throws what `use` throws, TooManyKeyTries */
  async noting<Done>(name: LicenceName, client: LicenceClient | undefined, use: () => Promise<Done>): Promise<Done> {
    try {
      return await use();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error instanceof LicenceKeyUnknown) this.guesses.note(client?.address);
      const [hashes, productId, entitlementId] = 'key' in name ? [hashesOf(name.key), name.productId, null] : [null, null, name.entitlementId];
      await this.database.read(noteRefused, [hashes, entitlementId, error.code, this.clock.now(), countryOf(client), cut(client?.userAgent), productId]);
      throw error;
    }
  }
}

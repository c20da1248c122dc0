import type { Tx } from '@silkport/platform';
import { takeLicenceKeys } from '../licence-keys/take-licence-keys.js';
import type { Granted } from './grant-lines.js';

/** What has to be made or taken for entitlements when they are granted, by kind; what is made on first use is not here. */
export async function provide(tx: Tx, granted: readonly Granted[], now: Date): Promise<void> {
  for (const entitlement of granted) if (entitlement.deliveryKind === 'licence-key' && entitlement.state !== 'revoked') await takeLicenceKeys(tx, entitlement, now);
}

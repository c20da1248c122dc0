import type { Tx } from '@silkport/platform';
import { grantApiAccess } from '../api-access/grant-api-access.js';
import { openCommissions } from '../commissions/commission-plans.js';
import { giveKeys } from '../licence-keys/give-keys.js';
import type { Granted } from './grant-lines.js';

/** What has to be made or taken for entitlements when they are granted, by kind; what is made on first use is not here. */
export async function provide(tx: Tx, granted: readonly Granted[], now: Date): Promise<void> {
  await giveKeys(tx, granted, now);
  await openCommissions(tx, granted, now);
  await grantApiAccess(tx, granted, now);
}

import { Injectable } from '@nestjs/common';
import { Database, Every, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { moveEntitlements } from './move-entitlements.js';

const atOnce = 500;
const over = statement('delivery.entitlements_over', `
  SELECT id FROM delivery.entitlements WHERE expires_at <= $1 AND expires_at IS NOT NULL AND state IN ('granted', 'active', 'suspended')
  ORDER BY expires_at, id LIMIT ${atOnce} FOR UPDATE SKIP LOCKED`);

/** Writes down which entitlements are over. Whoever lets a buyer in looks at the end itself, so nobody gains by a late sweep. */
@Injectable()
export class ExpireAccess {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/expire-access')
  async run(): Promise<void> {
    while (await this.expireSome() === atOnce);
  }

  private expireSome(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const ended = await prepared<{ id: string }>(tx, over, [at]);
      await moveEntitlements(tx, ended.map(({ id }) => id), {}, { actor: 'time', reason: 'its time was over', at });
      return ended.length;
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database, Every, fromJson, prepared, statement } from '@silkport/platform';
import type { LinePartUndeliverable, LinesUndeliverable } from '../ordering.events.js';
import type { Deferred } from './deferred-refund.entity.js';
import { OnLinePartUndeliverable } from './on-line-part-undeliverable.js';
import { OnLinesUndeliverable } from './on-lines-undeliverable.js';

const decided = statement('ordering.decided_refunds', `
  SELECT d.id FROM ordering.deferred_refunds d JOIN ordering.orders o ON o.id = d.order_id WHERE o.status <> 'disputed' ORDER BY d.id LIMIT 500`);
const take = statement('ordering.take_deferred_refund', 'DELETE FROM ordering.deferred_refunds WHERE id = $1 RETURNING kind, payload::text AS payload');

/** Gives back what waited for a bank's decision; what the bank has given back is not owed any more. */
@Injectable()
export class SettleDeferredRefunds {
  constructor(private readonly database: Database, private readonly lines: OnLinesUndeliverable, private readonly parts: OnLinePartUndeliverable) {}

  @Every('*/10 * * * *', 'ordering/settle-deferred-refunds')
  async run(): Promise<void> {
    for (const { id } of await this.database.read<{ id: string }>(decided, [])) {
      await this.database.transaction(async (tx) => {
        const [deferred] = await prepared<{ kind: Deferred['kind']; payload: string }>(tx, take, [id]);
        if (deferred?.kind === 'lines') await this.lines.refund(tx, fromJson(deferred.payload) as LinesUndeliverable);
        if (deferred?.kind === 'part') await this.parts.refund(tx, fromJson(deferred.payload) as LinePartUndeliverable);
      });
    }
  }
}

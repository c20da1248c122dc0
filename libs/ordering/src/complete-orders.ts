import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { changeOrder } from './change-order.js';
import { lockOrder } from './lock-order.js';

const due = statement('ordering.orders_to_complete', `SELECT id FROM ordering.orders WHERE status = 'delivered' AND completes_at <= $1 ORDER BY completes_at LIMIT 500`);

/** Completes orders that were delivered whole, once nobody may withdraw from them any more. */
@Injectable()
export class CompleteOrders {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('17 * * * *', 'ordering/complete-orders')
  async run(): Promise<void> {
    const at = this.clock.now();
    for (const { id } of await this.database.read<{ id: string }>(due, [at])) {
      await this.database.transaction(async (tx) => {
        const order = await lockOrder(tx, id);
        if (order?.status === 'delivered') await changeOrder(tx, order, { lines: order.lines, completedAt: at }, { actor: 'clock', reason: 'nobody can withdraw any more', at });
      });
    }
  }
}

import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Order } from '../order.entity.js';

/** What a period of another interval was paid with beside its order's money: the time that was left of the period before. In the order's currency. */
@Entity({ schema: 'ordering', name: 'period_credits' })
@Check('period_credits_credited_minor_check', '(credited_minor > 0)')
@Check('period_credits_return_no_more', '((returned_minor >= 0) AND (returned_minor <= credited_minor))')
export class PeriodCredit {
  @ForeignKey(() => Order, { name: 'period_credits_order_id_fkey' })
  @PrimaryColumn({ name: 'order_id', type: 'uuid', primaryKeyConstraintName: 'period_credits_pkey' })
  orderId: string;
  @Column({ name: 'credited_minor', type: 'bigint' }) creditedMinor: bigint;
  @Column({ name: 'returned_minor', type: 'bigint', default: 0 }) returnedMinor: bigint;
}

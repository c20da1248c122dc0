import { Injectable } from '@nestjs/common';
import { Handles, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { linePartUndeliverable, orderRefunded, type OrderRefunded } from '../ordering.events.js';
import { creditShares, owedCredit } from './credit-shares.js';

interface Former { orderId: string; lineId: string; totalMinor: bigint; leftMinor: bigint }

const lockCredit = statement('ordering.lock_period_credit', `
  SELECT c.credited_minor AS "creditedMinor", c.returned_minor AS "returnedMinor", o.total_minor AS "totalMinor", o.currency
  FROM ordering.period_credits c JOIN ordering.orders o ON o.id = c.order_id WHERE c.order_id = $1 FOR UPDATE OF c`);
const note = statement('ordering.note_returned_credit', 'UPDATE ordering.period_credits SET returned_minor = returned_minor + $2 WHERE order_id = $1');
/** The lines of the period before, and of what was paid beside it, as far as money is left of them. */
const former = statement('ordering.lines_of_former_period', `
  WITH own AS (SELECT id, subscription_id, paid_at FROM ordering.orders WHERE id = $1),
  base AS (SELECT b.* FROM own JOIN ordering.orders b ON b.subscription_id = own.subscription_id AND b.id <> own.id AND (b.subscription_role = 'first' OR b.subscription_role = 'renewal' AND b.paid_at <= own.paid_at)
    ORDER BY b.subscription_role = 'first', b.paid_at DESC LIMIT 1)
  SELECT o.id AS "orderId", l.id AS "lineId", l.total_minor AS "totalMinor", l.total_minor - l.refunded_minor AS "leftMinor"
  FROM own, base JOIN ordering.orders o ON o.subscription_id = base.subscription_id JOIN ordering.order_lines l ON l.order_id = o.id
  WHERE o.id <> own.id AND o.paid_at <= own.paid_at AND (o.id = base.id OR o.subscription_role IN ('upgrade', 'seats') AND (base.subscription_role = 'first' OR o.paid_at >= base.paid_at)) AND l.total_minor > l.refunded_minor
  ORDER BY o.id, l.id`);

/**
 * A period of another interval that is given back was paid for in part by what was left of the one before: that goes back too, from the orders
 * that it came from, with the last of its own money or in proportion where its buyer withdrew. Goodwill over some of its money leaves it.
 */
@Injectable()
export class GiveCreditBack {
  constructor(private readonly outbox: Outbox) {}

  @Handles(orderRefunded, 'ordering/give-credit-back')
  async refunded(tx: Tx, { orderId, reason, lines, total }: OrderRefunded): Promise<void> {
    const isWhole = lines.every((line) => line.isWhole);
    if (reason === 'chargeback' || (!isWhole && reason !== 'withdrawal')) return;
    const [credit] = await prepared<{ creditedMinor: bigint; returnedMinor: bigint; totalMinor: bigint; currency: string }>(tx, lockCredit, [orderId]);
    const owed = credit && owedCredit({ ...credit, refundedMinor: total.amountMinor, isWhole });
    if (!owed) return;
    const from = await prepared<Former>(tx, former, [orderId]);
    const shares = creditShares(owed, from.map(({ leftMinor }) => leftMinor), credit.currency);
    await prepared(tx, note, [orderId, shares.reduce((sum, share) => sum + share, 0n)]);
    for (const [index, line] of from.entries()) {
      const share = shares[index] ?? 0n;
      if (share > 0n) await this.outbox.publish(tx, linePartUndeliverable, { orderId: line.orderId, lineId: line.lineId, partId: orderId, from: 0, to: Number(share), of: Number(line.totalMinor), reason: 'the period that it was credited to was given back', isLast: false });
    }
  }
}

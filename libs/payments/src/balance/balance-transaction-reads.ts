import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { money } from '@silkport/values';
import type { BalanceMovement } from '../payments.events.js';

interface Row {
  id: string; kind: BalanceMovement['kind']; amount_minor: bigint; fee_minor: bigint; currency: string; exchange_rate: string | null; presentment_minor: bigint | null;
  presentment_currency: string | null; reference: string | null; refund_id: string | null; dispute_id: string | null; card_country: string | null; occurred_at: Date;
}

const ofDay = statement(
  'payments.balance_transactions_of_day',
  `SELECT id, kind, amount_minor, fee_minor, currency, exchange_rate, presentment_minor, presentment_currency, reference, refund_id, dispute_id, card_country, occurred_at
   FROM payments.balance_transactions WHERE occurred_at >= $1 AND occurred_at < $2 ORDER BY occurred_at, id`,
);
const dayMilliseconds = 24 * 60 * 60_000;

@Injectable()
export class BalanceTransactionReads {
  constructor(private readonly database: Database) {}

  /** All movements of a day, by Stripe's clock in UTC, oldest first. @param day YYYY-MM-DD */
  async ofDay(day: string): Promise<readonly BalanceMovement[]> {
    const from = new Date(`${day}T00:00:00Z`);
    return (await this.database.read<Row>(ofDay, [from, new Date(from.getTime() + dayMilliseconds)])).map(movement);
  }
}

function movement(row: Row): BalanceMovement {
  const { presentment_minor, presentment_currency } = row;
  return {
    id: row.id, kind: row.kind, amount: money(row.amount_minor, row.currency), fee: money(row.fee_minor, row.currency), exchangeRate: row.exchange_rate,
    presentment: presentment_minor === null || presentment_currency === null ? null : money(presentment_minor, presentment_currency),
    reference: row.reference, refundId: row.refund_id, disputeId: row.dispute_id, cardCountry: row.card_country, at: row.occurred_at.toISOString(),
  };
}

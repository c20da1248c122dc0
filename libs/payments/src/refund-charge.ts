import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, money, newId, type Money } from '@silkport/values';
import { NothingToRefund } from './payments.errors.js';
import type { RefundStatus } from './refund.entity.js';
import { StripeGateway } from './stripe-gateway.js';

export interface RefundRequest {
  /** What the charge was for. */
  readonly reference: string;
  /** Why, as a short code such as `order_cancelled`: for the record, not for people. */
  readonly reason: string;
}

export interface RefundView {
  readonly refundId: string;
  readonly refunded: Money;
  readonly status: RefundStatus;
}

interface ChargeRow {
  id: string;
  amount_minor: bigint;
  currency: string;
  stripe_payment_intent_id: string;
  refund_id: string | null;
  refund_status: RefundStatus | null;
}

const chargeWithRefund = statement(
  'payments.charge_with_refund',
  `SELECT charge.id, charge.amount_minor, charge.currency, charge.stripe_payment_intent_id, refund.id AS refund_id, refund.status AS refund_status
   FROM payments.charges charge LEFT JOIN payments.refunds refund ON refund.charge_id = charge.id WHERE charge.reference = $1`,
);

const insertRefund = statement(
  'payments.insert_refund',
  `INSERT INTO payments.refunds (id, charge_id, amount_minor, currency, reason, status, stripe_refund_id, refunded_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
);

/** Gives a charge back whole: used where money arrives for what has ended meanwhile. Made to be called by a job, as often as it likes. */
@Injectable()
export class RefundCharge {
  constructor(private readonly database: Database, private readonly gateway: StripeGateway, private readonly clock: Clock) {}

  /** @throws NothingToRefund @throws PaymentProviderAway */
  async run({ reference, reason }: RefundRequest): Promise<RefundView> {
    const charge = await this.chargeOf(reference);
    if (charge.refund_id) return viewOf(charge);
    const refund = await this.gateway.refund(charge.stripe_payment_intent_id, { reference, reason }, `refund:${charge.id}`);
    await this.database.read(insertRefund, [newId(), charge.id, charge.amount_minor, charge.currency, reason, refund.status ?? 'pending', refund.id, this.clock.now()]);
    return viewOf(await this.chargeOf(reference));
  }

  private async chargeOf(reference: string): Promise<ChargeRow> {
    const [charge] = await this.database.read<ChargeRow>(chargeWithRefund, [reference]);
    if (!charge) throw new NothingToRefund();
    return charge;
  }
}

function viewOf({ refund_id, refund_status, amount_minor, currency }: ChargeRow): RefundView {
  if (!refund_id || !refund_status) throw new Error('A refund vanished between two statements');
  return { refundId: refund_id, refunded: money(amount_minor, currency), status: refund_status };
}

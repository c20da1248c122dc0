import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { maskedAccount } from './bank-account.js';
import type { PayoutMethodKind } from './payout-method.entity.js';

const current = statement('settlement.payout_method', `
  SELECT p.kind, p.country, p.holder_name AS "holderName", coalesce(p.iban, p.account_number) AS account, p.iban IS NOT NULL AS "isIban", p.bank_code AS "bankCode",
    p.bank_name AS "bankName", p.set_at AS "setAt", c.can_receive AS "canReceive", c.requirements, h.reason AS "heldBecause"
  FROM (SELECT $1::uuid AS merchant_id) AS w
    LEFT JOIN LATERAL (SELECT * FROM settlement.payout_methods WHERE merchant_id = w.merchant_id ORDER BY set_at DESC, id DESC LIMIT 1) AS p ON true
    LEFT JOIN settlement.connected_accounts c ON c.merchant_id = w.merchant_id
    LEFT JOIN settlement.payout_holds h ON h.merchant_id = w.merchant_id`);
const paidTo = statement('settlement.method_of_payout', `
  SELECT coalesce(m.iban, m.account_number) AS account, m.bank_name AS "bankName", p.created_at AS "createdAt"
  FROM settlement.payouts p JOIN settlement.payout_methods m ON m.id = p.method_id WHERE p.id = $1`);

interface Row {
  kind: PayoutMethodKind | null; country: string | null; holderName: string | null; account: string | null; isIban: boolean; bankCode: string | null; bankName: string | null;
  setAt: Date | null; canReceive: boolean | null; requirements: readonly string[] | null; heldBecause: string | null;
}

/** What is missing before a merchant can be paid; `provider` has its own list in `requirements`. */
export type MissingForPayout = 'method' | 'provider' | 'hold';

export interface PayoutMethodView {
  readonly kind: PayoutMethodKind | null;
  readonly country: string | null;
  readonly holderName: string | null;
  /** Masked: nobody is shown the whole. */
  readonly account: string | null;
  readonly isIban: boolean;
  readonly bankCode: string | null;
  readonly bankName: string | null;
  readonly setAt: Date | null;
  readonly requirements: readonly string[];
  readonly heldBecause: string | null;
  readonly missing: readonly MissingForPayout[];
}

/** Where a pay-out was sent to, whatever the merchant has changed since. */
export interface PaidOutTo {
  /** Masked; null of an account at the payment provider. */
  readonly account: string | null;
  readonly bankName: string | null;
  /** When the pay-out was made and taken off what is payable. */
  readonly createdAt: Date;
}

@Injectable()
export class PayoutMethodReads {
  constructor(private readonly database: Database) {}

  async ofPayout(payoutId: string): Promise<PaidOutTo> {
    const [row] = await this.database.read<PaidOutTo>(paidTo, [payoutId]);
    if (!row) throw new Error(`The pay-out ${payoutId} cannot be read`);
    return { ...row, account: row.account && maskedAccount(row.account) };
  }

  /** How a merchant is paid, and what stands in the way of it. */
  async of(merchantId: string): Promise<PayoutMethodView> {
    const [row] = await this.database.read<Row>(current, [merchantId]);
    if (!row) throw new Error('A row of constants is missing');
    const { canReceive, requirements, account, ...method } = row;
    const missing: [MissingForPayout, boolean][] = [['method', row.kind === null], ['provider', row.kind === 'stripe' && !canReceive], ['hold', row.heldBecause !== null]];
    return {
      ...method, account: account && maskedAccount(account), requirements: row.kind === 'stripe' ? (requirements ?? []) : [], missing: missing.filter(([, isMissing]) => isMissing).map(([what]) => what),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, decimalOfMinor, money, newId, sameMoney, type Money } from '@silkport/values';
import { findCurrency } from '@silkport/markets';
import { checkoutView, type CheckoutView } from './checkout-reads.js';
import type { CheckoutRequest } from './checkout-request.js';
import { findCheckout, type CheckoutRow } from './find-checkout.js';
import { pageExpiry } from './page-expiry.js';
import { AmountNotChargeable, BuyerEmailRefused, CheckoutDiffers } from '../payments.errors.js';
import { sessionTerms } from './session-terms.js';
import { refusalCode } from '../stripe-answers.js';
import { StripeGateway, type Session, type SessionTerms } from '../stripe-gateway.js';

export type OpenedCheckout = { readonly checkoutId: string } & CheckoutView;

const insertCheckout = statement(
  'payments.insert_checkout',
  `INSERT INTO payments.checkouts (id, reference, amount_minor, currency, status, stripe_session_id, url, expires_at, opened_at, asked_at)
   VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING
   RETURNING id, amount_minor, currency, status, stripe_session_id, url, expires_at`,
);

/** Opens the hosted payment page of a reference, once. */
@Injectable()
export class OpenCheckout {
  constructor(private readonly database: Database, private readonly gateway: StripeGateway, private readonly clock: Clock) {}

  /**
   * Nobody has the page's address before the insert, so a kill between the two steps is mended by calling again: Stripe answers the
   * same session for the same reference. Call it outside any transaction.
   * @throws CurrencyNotChargeable @throws AmountNotChargeable @throws BuyerEmailRefused @throws CheckoutDiffers @throws PaymentProviderAway
   */
  async run(wanted: CheckoutRequest): Promise<OpenedCheckout> {
    const opened = wanted.isNew ? undefined : await findCheckout(this.database, wanted.reference);
    const row = opened ?? (await this.open(wanted));
    if (!sameMoney(money(row.amount_minor, row.currency), wanted.amount)) throw new CheckoutDiffers();
    return { checkoutId: row.id, ...checkoutView(row) };
  }

  private async open(wanted: CheckoutRequest): Promise<CheckoutRow> {
    const terms = sessionTerms(wanted, pageExpiry(wanted.expiresAt, this.clock.now()));
    const session = await this.ask(wanted, terms);
    const [inserted] = await this.database.read<CheckoutRow>(insertCheckout, [
      newId(), wanted.reference, wanted.amount.amountMinor, wanted.amount.currency, session.id, session.url,
      new Date(session.expires_at * 1000), new Date(session.created * 1000),
    ]);
    const row = inserted ?? (await findCheckout(this.database, wanted.reference));
    if (!row) throw new Error(`The checkout of ${wanted.reference} vanished between two statements`);
    return row;
  }

  private async ask(wanted: CheckoutRequest, terms: SessionTerms): Promise<Session> {
    try {
      return await this.gateway.openSession(wanted.reference, terms);
    } catch (error) {
      const code = refusalCode(error);
      if (code === 'email_invalid') throw new BuyerEmailRefused({}, 'email');
      if (code !== undefined && amountRefusals.has(code)) throw notChargeable(wanted.amount);
      throw error;
    }
  }
}

const amountRefusals: ReadonlySet<string> = new Set(['amount_too_small', 'amount_too_large', 'invalid_charge_amount']);

function notChargeable({ amountMinor, currency }: Money): AmountNotChargeable {
  return new AmountNotChargeable({ amount: decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 0), currency });
}

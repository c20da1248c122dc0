import { Logger } from '@nestjs/common';
import { prepared, publication, publishing, statement, type Outbox, type Statement, type Tx } from '@silkport/platform';
import { money, newId, sameMoney } from '@silkport/values';
import type { CheckoutStatus } from './checkout.entity.js';
import { checkoutExpired, paymentCaptured } from './payments.events.js';
import { ChargeMismatch } from './payments.errors.js';
import type { SessionFacts } from './session-facts.js';

export interface Settlement {
  /** Whether this call was the one that changed something. */
  readonly applied: boolean;
  readonly status: CheckoutStatus;
}

interface StoredTerms { status: CheckoutStatus; stripe_session_id: string; amount_minor: bigint; currency: string }

const logger = new Logger('payments');

/**
 * One statement for a checkout that is stored and for one whose insert after the call to Stripe has not happened: whoever is
 * second finds the row taken, waits for the first and changes nothing.
 */
const capture = statement('payments.capture_checkout', `
  WITH settled AS (
    INSERT INTO payments.checkouts AS checkout (id, reference, amount_minor, currency, status, stripe_session_id, expires_at, opened_at, asked_at, settled_at)
    VALUES ($1, $2, $3, $4, 'paid', $5, $6, $7, $8, $8)
    ON CONFLICT (reference) DO UPDATE SET status = 'paid', settled_at = excluded.settled_at
      WHERE checkout.status <> 'paid' AND checkout.stripe_session_id = excluded.stripe_session_id
        AND checkout.amount_minor = excluded.amount_minor AND checkout.currency = excluded.currency
    RETURNING id, reference, amount_minor, currency
  ),
  charge AS (
    INSERT INTO payments.charges (id, checkout_id, reference, amount_minor, currency, stripe_payment_intent_id, stripe_charge_id, captured_at)
    SELECT $9::uuid, id, reference, amount_minor, currency, $10::text, $11::text, $12::timestamptz FROM settled
    RETURNING checkout_id
  ),
  inbox AS (
    INSERT INTO payments.stripe_events (id, type, received_at) SELECT $13::text, $14::text, $15::timestamptz FROM charge WHERE $13::text IS NOT NULL ON CONFLICT DO NOTHING
  ),
  ${publishing({ from: 'charge', first: 16, more: "jsonb_build_object('checkoutId', checkout_id)" })}
  SELECT checkout_id FROM charge`);

const expire = `
  INSERT INTO payments.checkouts AS checkout (id, reference, amount_minor, currency, status, stripe_session_id, expires_at, opened_at, asked_at, settled_at)
  VALUES ($1, $2, $3, $4, 'expired', $5, $6, $7, $8, $8)
  ON CONFLICT (reference) DO UPDATE SET status = 'expired', settled_at = excluded.settled_at
    WHERE checkout.status = 'open' AND checkout.stripe_session_id = excluded.stripe_session_id
  RETURNING id`;

/** The event of Stripe's that tells of a payment, to be noted in the inbox. */
export interface InboxEvent { readonly id: string; readonly type: string; readonly receivedAt: Date }

/** Where the statement runs: in a transaction, or as one of its own. */
type Run = (statement: Statement, values: readonly unknown[]) => Promise<object[]>;

/**
 * Captures the payment in one statement, with the charge, the event for the world and the note in the inbox: all of it or, where it
 * was captured before or must not be, nothing. @returns whether this call captured it
 */
export async function captureNow(run: Run, facts: SessionFacts, event?: InboxEvent): Promise<boolean> {
  if (!facts.paymentIntentId) throw new Error(`The paid session ${facts.sessionId} names no payment`);
  const charge = [newId(), facts.paymentIntentId, facts.chargeId, facts.capturedAt];
  const captured = publication(paymentCaptured, { reference: facts.reference, charged: facts.amount, capturedAt: facts.capturedAt.toISOString() });
  const rows = await run(capture, [...termsOf(facts), ...charge, event?.id ?? null, event?.type ?? null, event?.receivedAt ?? null, ...captured]);
  return rows.length > 0;
}

/**
 * Records that the buyer has paid, once, whoever tells of it first: webhook, browser or sweep. Money that comes after the checkout
 * was taken for expired is captured all the same, since it has been taken. @throws ChargeMismatch
 */
export async function captureCheckout(tx: Tx, _outbox: Outbox, facts: SessionFacts): Promise<Settlement> {
  const isCaptured = await captureNow((statement, values) => prepared(tx, statement, values), facts);
  return isCaptured ? { applied: true, status: 'paid' } : unchanged(tx, facts);
}

/** Records that the page was abandoned. A checkout that is paid stays paid. */
export async function expireCheckout(tx: Tx, outbox: Outbox, facts: SessionFacts): Promise<Settlement> {
  const [settled]: { id: string }[] = await tx.query(expire, termsOf(facts));
  if (!settled) return unchanged(tx, facts);
  await outbox.publish(tx, checkoutExpired, { checkoutId: settled.id, reference: facts.reference });
  return { applied: true, status: 'expired' };
}

function termsOf({ reference, amount, sessionId, expiresAt, openedAt, seenAt }: SessionFacts): unknown[] {
  return [newId(), reference, amount.amountMinor, amount.currency, sessionId, expiresAt, openedAt, seenAt];
}

/** Tells the settled checkout from the one that must not be settled by these facts. */
async function unchanged(tx: Tx, facts: SessionFacts): Promise<Settlement> {
  const [stored]: StoredTerms[] = await tx.query('SELECT status, stripe_session_id, amount_minor, currency FROM payments.checkouts WHERE reference = $1', [facts.reference]);
  if (!stored) throw new Error(`The checkout of ${facts.reference} vanished between two statements`);
  if (stored.stripe_session_id !== facts.sessionId) {
    logger.error(`Stripe calls ${facts.sessionId} ${facts.status}, yet ${facts.reference} has the session ${stored.stripe_session_id}`);
  } else if (!sameMoney(money(stored.amount_minor, stored.currency), facts.amount)) {
    logger.error(`Stripe took ${facts.amount.amountMinor} ${facts.amount.currency} by ${facts.sessionId} where ${stored.amount_minor} ${stored.currency} was asked for`);
    throw new ChargeMismatch();
  }
  return { applied: false, status: stored.status };
}

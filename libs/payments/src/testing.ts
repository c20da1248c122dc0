import { Logger } from '@nestjs/common';
import { Metrics, Outbox, reviveJson, type Context } from '@silkport/platform';
import { money, newId, SetClock } from '@silkport/values';
import { Stripe } from 'stripe';
import { createSandbox } from '../../../apps/stripe-sandbox/src/sandbox.js';
import { openTestDatabase } from '../../../test/support/test-database.js';
import { AskOpenDisputes } from './disputes/ask-open-disputes.js';
import { AskRefund } from './refunds/ask-refund.js';
import { AskReversal } from './transfers/ask-reversal.js';
import { AskTransfer } from './transfers/ask-transfer.js';
import { AskUnsettledRefunds } from './refunds/ask-unsettled-refunds.js';
import { AskUnsettledTransfers } from './transfers/ask-unsettled-transfers.js';
import { BalanceTransactionReads } from './balance/balance-transaction-reads.js';
import type { CheckoutRequest } from './checkouts/checkout-request.js';
import { CheckoutReads } from './checkouts/checkout-reads.js';
import { CloseCheckout } from './checkouts/close-checkout.js';
import { ConfirmCheckout } from './checkouts/confirm-checkout.js';
import { ConnectEffects } from './transfers/connect-effects.js';
import { ConnectMerchant } from './transfers/connect-merchant.js';
import { DisputeReads } from './disputes/dispute-reads.js';
import { ImportBalanceTransactions } from './balance/import-balance-transactions.js';
import { KnownCharges } from './checkouts/known-charges.js';
import { OpenCheckout } from './checkouts/open-checkout.js';
import { paymentsContext } from './payments.context.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';
import { RefundCharge } from './refunds/refund-charge.js';
import { RefreshAccount } from './transfers/refresh-account.js';
import { RefreshWaitingAccounts } from './transfers/refresh-waiting-accounts.js';
import { RefundReads } from './refunds/refund-reads.js';
import { SettleStaleCheckouts } from './checkouts/settle-stale-checkouts.js';
import { ReverseTransfer } from './transfers/reverse-transfer.js';
import { SendTransfer } from './transfers/send-transfer.js';
import { SettlementCurrencies } from './transfers/settlement-currencies.js';
import { FollowDueSubscriptions } from './subscriptions/follow-due-subscriptions.js';
import { FollowSubscription } from './subscriptions/follow-subscription.js';
import { SettleAnswered } from './checkouts/settle-answered.js';
import { ChangeBilling } from './subscriptions/change-billing.js';
import { ChangeCard } from './subscriptions/change-card.js';
import { StripeBilling } from './subscriptions/stripe-billing.js';
import { StripeCards } from './subscriptions/stripe-cards.js';
import { StripeSchedules } from './subscriptions/stripe-schedules.js';
import { StripeSubscriptions } from './subscriptions/stripe-subscriptions.js';
import { SubscriptionEffects } from './subscriptions/subscription-effects.js';
import { StripeBalance } from './balance/stripe-balance.js';
import { StripeConnect } from './transfers/stripe-connect.js';
import { StripeDisputes } from './disputes/stripe-disputes.js';
import { StripeGateway } from './stripe-gateway.js';
import { StripeRefunds } from './refunds/stripe-refunds.js';
import { SubmitDisputeEvidence } from './disputes/submit-dispute-evidence.js';
import { WebhookEffects } from './webhooks/webhook-effects.js';

const secretKey = 'sk_test_payments';
const webhookSecret = 'whsec_payments';

export interface StoredCheckout { id: string; status: string; stripe_session_id: string; amount_minor: bigint }

/** A checkout of 5,234.99 tenge in two lines, for a reference of its own. */
export function aCheckout(changed: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    reference: newId(), amount: money(523_499n, 'KZT'), email: 'aigerim@example.kz', locale: 'ru',
    lines: [
      { title: 'Animation e-book', quantity: 1, unitAmount: money(323_499n, 'KZT') },
      { title: 'Data set', description: 'CSV', quantity: 2, unitAmount: money(100_000n, 'KZT') },
    ],
    successUrl: 'https://silkport.example/ru/paid', cancelUrl: 'https://silkport.example/ru/basket', expiresAt: new Date(Date.now() + 60 * 60_000), ...changed,
  };
}

export type Payments = Awaited<ReturnType<typeof openPayments>>;

/** All of payments on a database of its own and a Stripe sandbox of its own, with what a test does to both. @param webhookUrl where the sandbox sends its events; without one a test delivers them by hand */
export async function openPayments({ webhookUrl, settlement, contexts = [] }: { readonly contexts?: readonly Context[]; readonly webhookUrl?: string; readonly settlement?: NonNullable<Parameters<typeof createSandbox>[0]>['settlement'] } = {}) {
  // The tests provoke refusals and outages, which would fill the report with warnings.
  Logger.overrideLogger(false);
  const db = await openTestDatabase([paymentsContext, ...contexts]);
  const sandbox = await createSandbox({ secretKey, ...(settlement ? { settlement } : {}), ...(webhookUrl ? { webhook: { url: webhookUrl, secret: webhookSecret } } : {}) });
  const { port } = await sandbox.listen(0);
  const apiUrl = `http://127.0.0.1:${port}`;
  const { database } = db;
  const clock = new SetClock(new Date());
  const outbox = new Outbox();
  const gateway = new StripeGateway({ stripe: { secretKey, webhookSecret, apiUrl } });
  const stripe = new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http' });
  const rows = <Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> => db.dataSource.query<Row[]>(sql, values);

  const control = async (path: string, body: object, method = 'POST'): Promise<void> => {
    const json = method === 'POST' ? { headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' }, body: JSON.stringify(body) } : undefined;
    const answer = await fetch(`${apiUrl}/_sandbox${path}`, { method, headers: { authorization: `Bearer ${secretKey}` }, ...json });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const sign = (payload: string, { secret = webhookSecret, ageSeconds = 0 } = {}) =>
    stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: Math.floor(Date.now() / 1000) - ageSeconds });
  const follow = new FollowSubscription(database, outbox, new StripeSubscriptions(gateway), clock);
  const settleAnswered = new SettleAnswered(database, outbox, follow, clock);
  const charges = new KnownCharges(database, gateway, settleAnswered, follow);
  const webhook = new ReceiveWebhook(database, gateway, clock, new Metrics(), new WebhookEffects(outbox, charges, new ConnectEffects(outbox), new SubscriptionEffects(outbox)));
  const connect = new StripeConnect(gateway);
  const [askTransfer, askReversal] = [new AskTransfer(database, outbox, connect, clock), new AskReversal(database, outbox, connect, clock)];
  const askRefund = new AskRefund(database, outbox, new StripeRefunds(gateway), clock);

  return {
    database, clock, outbox, gateway, stripe, rows, control, sign, webhook, apiUrl,
    follow, change: new ChangeBilling(database, new StripeBilling(gateway, new StripeSchedules(gateway), clock), follow), cards: new ChangeCard(database, new StripeCards(gateway), follow), followSweep: new FollowDueSubscriptions(database, follow, clock),
    open: new OpenCheckout(database, gateway, clock),
    confirm: new ConfirmCheckout(database, gateway, settleAnswered),
    close: new CloseCheckout(database, gateway, settleAnswered),
    sweep: new SettleStaleCheckouts(database, outbox, gateway, settleAnswered, clock),
    refund: new RefundCharge(database, askRefund, clock),
    refundSweep: new AskUnsettledRefunds(database, askRefund, clock),
    refundReads: new RefundReads(database),
    evidence: new SubmitDisputeEvidence(database, outbox, new StripeDisputes(gateway), clock),
    movements: new ImportBalanceTransactions(database, outbox, new StripeBalance(gateway), charges, clock),
    movementReads: new BalanceTransactionReads(database),
    merchants: new ConnectMerchant(database, outbox, connect, clock),
    disputeSweep: new AskOpenDisputes(database, outbox, new StripeDisputes(gateway), charges, clock),
    refreshAccount: new RefreshAccount(database, outbox, connect, clock),
    accountSweep: new RefreshWaitingAccounts(database, new RefreshAccount(database, outbox, connect, clock)),
    transfer: new SendTransfer(database, outbox, askTransfer, clock),
    reverse: new ReverseTransfer(database, askReversal, clock),
    transferSweep: new AskUnsettledTransfers(database, askTransfer, askReversal, clock),
    currencies: new SettlementCurrencies(gateway),
    disputeReads: new DisputeReads(database),
    reads: new CheckoutReads(database),

    async stored(reference: string): Promise<StoredCheckout | undefined> {
      const [row] = await rows<StoredCheckout>('SELECT id, status, stripe_session_id, amount_minor FROM payments.checkouts WHERE reference = $1', [reference]);
      return row;
    },
    /** How many charges and published events a reference has. */
    async tally(reference: string): Promise<{ charges: number; captured: number; expired: number }> {
      const [row] = await rows<{ charges: number; captured: number; expired: number }>(
        `SELECT (SELECT count(*)::int FROM payments.charges WHERE reference = $1) AS charges,
           (SELECT count(*)::int FROM platform.events WHERE name = 'payments.payment_captured' AND payload->>'reference' = $1::text) AS captured,
           (SELECT count(*)::int FROM platform.events WHERE name = 'payments.checkout_expired' AND payload->>'reference' = $1::text) AS expired`,
        [reference],
      );
      return row!;
    },
    /** The buyer pays on the hosted page. */
    pay: (sessionId: string, card = '4242424242424242', country = 'KZ') => control(`/checkout/sessions/${sessionId}/pay`, { card, country }),
    /** A checkout that has been paid and captured. */
    async captured(changed: Partial<CheckoutRequest> = {}, card?: string): Promise<{ reference: string; sessionId: string; intentId: string }> {
      const wanted = aCheckout(changed);
      await this.open.run(wanted);
      const { stripe_session_id: sessionId } = (await this.stored(wanted.reference))!;
      await this.pay(sessionId, card);
      await this.confirm.run(wanted.reference);
      const { payment_intent: intentId } = await stripe.checkout.sessions.retrieve(sessionId);
      return { reference: wanted.reference, sessionId, intentId: intentId as string };
    },
    /** The payloads of what was published under a name, oldest first. */
    async published<Payload>(name: string, key: string, value: string): Promise<Payload[]> {
      const found = await rows<{ payload: unknown }>('SELECT payload FROM platform.events WHERE name = $1 AND payload->>$2 = $3 ORDER BY id', [name, key, value]);
      return found.map(({ payload }) => reviveJson<Payload>(payload));
    },
    /** The event as the sandbox has recorded it, in the bytes that it would send. */
    async eventOf(sessionId: string, type: string): Promise<string> {
      const { data } = await stripe.events.list({ type, limit: 100 });
      const found = data.find((event) => (event.data.object as { id?: string }).id === sessionId);
      if (!found) throw new Error(`The sandbox has no ${type} of ${sessionId}`);
      return JSON.stringify(found);
    },
    deliver: (payload: string, signing: { secret?: string; ageSeconds?: number } = {}) => webhook.run(Buffer.from(payload), sign(payload, signing)),
    async end(): Promise<void> {
      gateway.onApplicationShutdown();
      await sandbox.close();
      await db.close();
    },
  };
}

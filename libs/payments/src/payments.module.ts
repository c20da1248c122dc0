import { Module } from '@nestjs/common';
import { AskOpenDisputes } from './disputes/ask-open-disputes.js';
import { AskRefund } from './refunds/ask-refund.js';
import { AskReversal } from './transfers/ask-reversal.js';
import { AskTransfer } from './transfers/ask-transfer.js';
import { AskUnsettledRefunds } from './refunds/ask-unsettled-refunds.js';
import { AskUnsettledTransfers } from './transfers/ask-unsettled-transfers.js';
import { BalanceTransactionReads } from './balance/balance-transaction-reads.js';
import { CheckoutReads } from './checkouts/checkout-reads.js';
import { CloseCheckout } from './checkouts/close-checkout.js';
import { ConfirmCheckout } from './checkouts/confirm-checkout.js';
import { ConnectEffects } from './transfers/connect-effects.js';
import { ConnectMerchant } from './transfers/connect-merchant.js';
import { DisputeReads } from './disputes/dispute-reads.js';
import { ImportBalanceTransactions } from './balance/import-balance-transactions.js';
import { KnownCharges } from './checkouts/known-charges.js';
import { OpenCheckout } from './checkouts/open-checkout.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';
import { RefundCharge } from './refunds/refund-charge.js';
import { RefreshAccount } from './transfers/refresh-account.js';
import { RefreshWaitingAccounts } from './transfers/refresh-waiting-accounts.js';
import { RefundReads } from './refunds/refund-reads.js';
import { ReverseTransfer } from './transfers/reverse-transfer.js';
import { SendTransfer } from './transfers/send-transfer.js';
import { SettlementCurrencies } from './transfers/settlement-currencies.js';
import { SettleStaleCheckouts } from './checkouts/settle-stale-checkouts.js';
import { FollowDueSubscriptions } from './subscriptions/follow-due-subscriptions.js';
import { FollowSubscription } from './subscriptions/follow-subscription.js';
import { SettleAnswered } from './checkouts/settle-answered.js';
import { ChangeBilling } from './subscriptions/change-billing.js';
import { ChangeCard } from './subscriptions/change-card.js';
import { DecideHeldInvoice } from './subscriptions/decide-held-invoice.js';
import { GiveUnorderedBack } from './subscriptions/give-unordered-back.js';
import { HeldInvoiceReads } from './subscriptions/held-invoice-reads.js';
import { UnorderedPeriods } from './subscriptions/unordered-periods.js';
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
import { TransferReads } from './transfers/transfer-reads.js';
import { WebhookEffects } from './webhooks/webhook-effects.js';

const offered = [
  BalanceTransactionReads, ChangeBilling, ChangeCard, CheckoutReads, CloseCheckout, ConfirmCheckout, ConnectMerchant, DecideHeldInvoice, DisputeReads, HeldInvoiceReads, OpenCheckout, ReceiveWebhook, RefundCharge, RefundReads, ReverseTransfer, SendTransfer,
  SettlementCurrencies, SubmitDisputeEvidence, TransferReads, UnorderedPeriods,
];

const inner = [
  AskOpenDisputes, AskRefund, AskReversal, AskTransfer, AskUnsettledRefunds, AskUnsettledTransfers, ConnectEffects, ImportBalanceTransactions, KnownCharges, RefreshAccount, RefreshWaitingAccounts,
  FollowDueSubscriptions, FollowSubscription, GiveUnorderedBack, SettleAnswered, SettleStaleCheckouts, StripeBalance, StripeBilling, StripeCards, StripeSchedules, StripeSubscriptions, SubscriptionEffects, StripeConnect, StripeDisputes, StripeGateway, StripeRefunds, WebhookEffects,
];

@Module({ providers: [...inner, ...offered], exports: offered })
export class PaymentsModule {}

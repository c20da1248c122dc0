import { Module } from '@nestjs/common';
import { AskOpenDisputes } from './ask-open-disputes.js';
import { AskRefund } from './ask-refund.js';
import { AskReversal } from './ask-reversal.js';
import { AskTransfer } from './ask-transfer.js';
import { AskUnsettledRefunds } from './ask-unsettled-refunds.js';
import { AskUnsettledTransfers } from './ask-unsettled-transfers.js';
import { BalanceTransactionReads } from './balance-transaction-reads.js';
import { CheckoutReads } from './checkout-reads.js';
import { CloseCheckout } from './close-checkout.js';
import { ConfirmCheckout } from './confirm-checkout.js';
import { ConnectEffects } from './connect-effects.js';
import { ConnectMerchant } from './connect-merchant.js';
import { DisputeReads } from './dispute-reads.js';
import { ImportBalanceTransactions } from './import-balance-transactions.js';
import { KnownCharges } from './known-charges.js';
import { OpenCheckout } from './open-checkout.js';
import { ReceiveWebhook } from './receive-webhook.js';
import { RefundCharge } from './refund-charge.js';
import { RefreshAccount } from './refresh-account.js';
import { RefreshWaitingAccounts } from './refresh-waiting-accounts.js';
import { RefundReads } from './refund-reads.js';
import { ReverseTransfer } from './reverse-transfer.js';
import { SendTransfer } from './send-transfer.js';
import { SettlementCurrencies } from './settlement-currencies.js';
import { SettleStaleCheckouts } from './settle-stale-checkouts.js';
import { StripeBalance } from './stripe-balance.js';
import { StripeConnect } from './stripe-connect.js';
import { StripeDisputes } from './stripe-disputes.js';
import { StripeGateway } from './stripe-gateway.js';
import { StripeRefunds } from './stripe-refunds.js';
import { SubmitDisputeEvidence } from './submit-dispute-evidence.js';
import { TransferReads } from './transfer-reads.js';
import { WebhookEffects } from './webhook-effects.js';

const offered = [
  BalanceTransactionReads, CheckoutReads, CloseCheckout, ConfirmCheckout, ConnectMerchant, DisputeReads, OpenCheckout, ReceiveWebhook, RefundCharge, RefundReads, ReverseTransfer, SendTransfer,
  SettlementCurrencies, SubmitDisputeEvidence, TransferReads,
];

const inner = [
  AskOpenDisputes, AskRefund, AskReversal, AskTransfer, AskUnsettledRefunds, AskUnsettledTransfers, ConnectEffects, ImportBalanceTransactions, KnownCharges, RefreshAccount, RefreshWaitingAccounts,
  SettleStaleCheckouts, StripeBalance, StripeConnect, StripeDisputes, StripeGateway, StripeRefunds, WebhookEffects,
];

@Module({ providers: [...inner, ...offered], exports: offered })
export class PaymentsModule {}

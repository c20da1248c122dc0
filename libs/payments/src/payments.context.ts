import type { Context } from '@silkport/platform';
import { BalanceTransaction } from './balance/balance-transaction.entity.js';
import { Charge } from './checkouts/charge.entity.js';
import { Checkout } from './checkouts/checkout.entity.js';
import { StripeAccount } from './transfers/stripe-account.entity.js';
import { ChargeDispute } from './disputes/charge-dispute.entity.js';
import { Import } from './balance/import.entity.js';
import { CreatePayments1764000000400 } from './migrations/1764000000400-create-payments.js';
import { SplitRefunds1764000000401 } from './migrations/1764000000401-split-refunds.js';
import { CreateDisputes1764000000402 } from './migrations/1764000000402-create-disputes.js';
import { CreateBalanceTransactions1764000000403 } from './migrations/1764000000403-create-balance-transactions.js';
import { CreateTransfers1764000000404 } from './migrations/1764000000404-create-transfers.js';
import { AskRefundsAgain1764000000405 } from './migrations/1764000000405-ask-refunds-again.js';
import { AskLostDisputes1764000000406 } from './migrations/1764000000406-ask-lost-disputes.js';
import { CreateSubscriptions1764000000410 } from './migrations/1764000000410-create-subscriptions.js';
import { HoldInvoices1764000000415 } from './migrations/1764000000415-hold-invoices.js';
import { HeldInvoice } from './subscriptions/held-invoice.entity.js';
import { BilledSubscription, SubscriptionInvoice } from './subscriptions/subscription.entity.js';
import { ChargeRefund } from './refunds/charge-refund.entity.js';
import { StripeEvent } from './webhooks/stripe-event.entity.js';
import { TransferReversal } from './transfers/transfer-reversal.entity.js';
import { Transfer } from './transfers/transfer.entity.js';

export const paymentsContext: Context = {
  name: 'payments',
  entities: [Checkout, Charge, ChargeRefund, StripeEvent, ChargeDispute, BalanceTransaction, Import, StripeAccount, Transfer, TransferReversal, BilledSubscription, SubscriptionInvoice, HeldInvoice],
  migrations: [CreatePayments1764000000400, SplitRefunds1764000000401, CreateDisputes1764000000402, CreateBalanceTransactions1764000000403, CreateTransfers1764000000404, AskRefundsAgain1764000000405, AskLostDisputes1764000000406, CreateSubscriptions1764000000410, HoldInvoices1764000000415],
  locales: new URL('./locales/', import.meta.url),
};

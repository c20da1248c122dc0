import { Module } from '@nestjs/common';
import { CheckoutReads } from './checkout-reads.js';
import { CloseCheckout } from './close-checkout.js';
import { ConfirmCheckout } from './confirm-checkout.js';
import { OpenCheckout } from './open-checkout.js';
import { ReceiveWebhook } from './receive-webhook.js';
import { RefundCharge } from './refund-charge.js';
import { SettleStaleCheckouts } from './settle-stale-checkouts.js';
import { StripeGateway } from './stripe-gateway.js';

const offered = [CheckoutReads, CloseCheckout, ConfirmCheckout, OpenCheckout, ReceiveWebhook, RefundCharge];

@Module({ providers: [StripeGateway, SettleStaleCheckouts, ...offered], exports: offered })
export class PaymentsModule {}

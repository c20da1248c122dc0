import type { DeliveryKind } from '@silkport/catalog';
import { event } from '@silkport/platform';
import type { TaxLine } from '@silkport/tax';
import type { OrderOfSubscription } from './subscriptions/order-of-subscription.js';
import type { SubscriptionState } from './subscriptions/subscription-states.js';
import type { Money, Rate } from '@silkport/values';

/** The tax on a commission as it was frozen with the line: its rate in decimal percent of the commission, whom it is owed to, and by which law (empty where none is due). */
export interface CommissionTax {
  readonly ratePct: string;
  readonly authority: string;
  readonly legalSource: string;
}

/** A line, or a share of one, with all that was frozen of it: both sides of the sale, and what it is to statistics. */
export interface LineShare {
  readonly lineId: string;
  readonly productId: string;
  readonly variantId: string;
  readonly merchantId: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  /** What the buyer pays for it, tax and all, in the currency of the order. */
  readonly total: Money;
  /** Of `total`: net + tax = total. */
  readonly net: Money;
  readonly tax: Money;
  /** Each tax, those of zero too, in the order's, the merchant's and the authority's currency; their amounts sum to `tax`. */
  readonly taxes: readonly TaxLine[];
  /** The same at the merchant's own price, in the merchant's currency, before conversion and with the tax that it may contain. */
  readonly merchantTotal: Money;
  /** Of `merchantTotal`, without tax: merchantNet = payable + commission + commissionTax. All three in the merchant's currency. */
  readonly merchantNet: Money;
  readonly commission: Money;
  readonly commissionTax: Money;
  /** Absent of lines that were frozen before it was kept. */
  readonly commissionTaxed?: CommissionTax;
  readonly payable: Money;
  /** Units of the order's currency for one of the merchant's, frozen when the order was quoted; and the set that it came from. */
  readonly rate: Rate;
  readonly rateSetId: string;
  /** Frozen with the order, as the Handbook on Measuring Digital Trade asks: properties of the transaction, not of the product. */
  readonly digitallyOrdered: boolean;
  readonly digitallyDelivered: boolean;
}

export interface PaidLine extends LineShare {
  readonly quantity: number;
  /** What it begins or continues: `renewal` and `upgrade` grant nothing anew, since what they continue is there. Absent of what is bought once. */
  readonly subscription?: OrderOfSubscription;
}

/** An order has been paid in full, once, and may be delivered. */
export interface OrderPaid {
  readonly orderId: string;
  readonly orderNumber: string;
  /** ISO 3166-1 alpha-2 of the buyer's country/region: the place of supply that its taxes were computed for. */
  readonly buyerCountry: string;
  /** A business buyer's, validated; null for a consumer. */
  readonly buyerTaxId: string | null;
  readonly total: Money;
  /** ISO 8601. */
  readonly placedAt: string;
  readonly paidAt: string;
  readonly lines: readonly PaidLine[];
}

/** An order that never became a paid one has ended; what it held is free again. */
export interface OrderCancelled {
  readonly orderId: string;
  readonly orderNumber: string;
  /** Set where its money had come and was refused: it goes back whole. */
  readonly moneyReturns?: boolean;
}

/** What is given back of a line: each amount is the exact proportion of what the line was frozen with. */
export interface RefundedLine extends LineShare {
  /** Whether nothing of the line is left with the merchant: then access ends. */
  readonly isWhole: boolean;
  /** Pieces that were given back by the piece; absent where it was for an amount. */
  readonly pieces?: number;
  /** What it began or continued; absent of what is bought once. */
  readonly subscription?: OrderOfSubscription;
  /** Where nothing is left with the merchant but the worth of parts that were performed. */
  readonly leavesPerformed?: true;
  /** How many of the pieces are seats of a subscription's running period, which end with their money. */
  readonly endsSeats?: number;
}

export const refundReasons = ['withdrawal', 'not_as_described', 'not_delivered', 'goodwill', 'duplicate', 'fraud', 'held_and_refused', 'chargeback'] as const;
export type RefundReason = (typeof refundReasons)[number];

/** Part or all of a paid order is owed back to the buyer, or was taken back by the buyer's bank (`chargeback`: no refund is sent then). */
export interface OrderRefunded {
  readonly refundId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly buyerCountry: string;
  readonly reason: RefundReason;
  readonly total: Money;
  readonly refundedAt: string;
  readonly lines: readonly RefundedLine[];
  /** Whether the seats that end are charged no more from the next period on. */
  readonly givesUpSeats?: true;
}

/** The buyer's bank asks for the money back; `lines` share the disputed amount. Access is suspended until it is decided. */
export interface OrderDisputed {
  readonly disputeId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly disputed: Money;
  readonly at: string;
  readonly lines: readonly { readonly lineId: string; readonly merchantId: string; readonly total: Money; readonly payable: Money }[];
}

/** The buyer's bank asks about a payment before it takes any money back: a good answer prevents the dispute. Nothing changes for the order. */
export interface OrderInquired {
  readonly disputeId: string;
  readonly orderId: string;
  readonly lines: readonly { readonly lineId: string }[];
}

/** `won`: access is restored. `lost`: `order_refunded` with the reason `chargeback` is published in the same transaction. */
export interface OrderDisputeDecided {
  readonly disputeId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly result: 'won' | 'lost';
  readonly disputed: Money;
  readonly at: string;
  readonly lines: OrderDisputed['lines'];
  /** Of a lost one: refunds that were owed and not sent, which the bank's taking has settled besides. */
  readonly takenRefunds?: readonly { readonly refundId: string; readonly total: Money }[];
}

/** Published by whoever delivers, to tell ordering: these lines have been handed over whole. */
export interface LinesDelivered {
  readonly orderId: string;
  readonly lineIds: readonly string[];
  readonly deliveredAt: string;
}

/** Published by whoever delivers: the first piece of each of these parcels is on its way, so what is given back for them waits for its return. */
export interface LinesDispatched {
  readonly orderId: string;
  readonly lineIds: readonly string[];
  readonly dispatchedAt: string;
}

/** Published by whoever delivers, to tell ordering: these lines, or so many pieces of them, cannot be handed over for good. Their money goes back. */
export interface LinesUndeliverable {
  readonly orderId: string;
  readonly lines: readonly { readonly lineId: string; readonly pieces: number }[];
  /** In words for the order's history: `no licence key was left`. */
  readonly reason: string;
}

/** Published by whoever delivers, when an order is disputed or asked about: what its buyer has received, to be shown to the buyer's bank. Without addresses. */
export interface DeliveryLogGiven {
  readonly disputeId: string;
  readonly orderId: string;
  /** Newest first, at most a hundred. */
  readonly entries: readonly {
    readonly lineId: string;
    /** `granted`, `downloaded`, `key_issued`, `performed`, `shipped`, `handed_over`, and the uses that delivery's log of accesses has: `played`, `api_called`... */
    readonly what: string;
    /** ISO 8601. */
    readonly at: string;
    /** Country/region that a download went to, as far as it was told. */
    readonly country: string | null;
    readonly bytes: number | null;
  }[];
}

/** A buyer has withdrawn from lines, and confirmed it; the receipt of it goes to `email`. */
export interface WithdrawalReceived {
  readonly withdrawalId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly name: string;
  readonly email: string;
  readonly lineIds: readonly string[];
  /** Whose lines they are; they are told what comes back. */
  readonly merchantIds: readonly string[];
  /** Absent where nothing is paid back before something has been returned or decided. */
  readonly refundId: string | null;
  /** Of which lines a parcel that was sent comes back first. */
  readonly returnedLineIds: readonly string[];
  /** What the money of some of it waits for: a parcel that comes back, or an admin or a bank that decides. */
  readonly waitsFor: readonly ('return' | 'decision')[];
  readonly receivedAt: string;
}

/** Published by whoever writes to the buyer: the mail that confirms the order, with what its buyer agreed to, has been handed over to be delivered. */
export interface OrderConfirmationSent {
  readonly orderId: string;
  /** ISO 8601. */
  readonly sentAt: string;
}

export const orderPaid = event<OrderPaid>('ordering.order_paid');
export const orderCancelled = event<OrderCancelled>('ordering.order_cancelled');
export const orderRefunded = event<OrderRefunded>('ordering.order_refunded');
export const orderDisputed = event<OrderDisputed>('ordering.order_disputed');
export const orderInquired = event<OrderInquired>('ordering.order_inquired');
export const orderDisputeDecided = event<OrderDisputeDecided>('ordering.order_dispute_decided');
export const linesDelivered = event<LinesDelivered>('ordering.lines_delivered');
export const linesUndeliverable = event<LinesUndeliverable>('ordering.lines_undeliverable');
export const linesDispatched = event<LinesDispatched>('ordering.lines_dispatched');
export const deliveryLogGiven = event<DeliveryLogGiven>('ordering.delivery_log_given');
export const withdrawalReceived = event<WithdrawalReceived>('ordering.withdrawal_received');
export const orderConfirmationSent = event<OrderConfirmationSent>('ordering.order_confirmation_sent');

/** Somebody who knows an order's number and e-mail has asked for its link. */
export interface OrderLinkAsked {
  readonly orderId: string;
}

export const orderLinkAsked = event<OrderLinkAsked>('ordering.order_link_asked');

/** What has happened to a subscription, for those who tell people. */
export type SubscriptionNews = 'started' | 'payment_failed' | 'recovered' | 'withheld' | 'paused' | 'resumed' | 'ends' | 'continues' | 'ended' | 'terms_changed';

/** A subscription stands otherwise than before: all of it, so that nobody has to know what was told before. Only a greater `version` counts. */
export interface SubscriptionChanged {
  readonly subscriptionId: string;
  /** The first. */
  readonly orderId: string;
  readonly version: number;
  readonly state: SubscriptionState;
  /** Whether it is owed for so long that it may not be used. */
  readonly isWithheld: boolean;
  readonly variantId: string;
  readonly seats: number;
  readonly periodEnd: string | null;
  /** When it ends by itself, where its buyer asked for that. */
  readonly endsAt: string | null;
  readonly endedAt: string | null;
  readonly news: readonly SubscriptionNews[];
  readonly at: string;
}

/** A trial is nearly over: the first charge follows. */
export interface SubscriptionTrialEnding {
  readonly subscriptionId: string;
  readonly endsAt: string;
}

export const subscriptionChanged = event<SubscriptionChanged>('ordering.subscription_changed');
export const subscriptionTrialEnding = event<SubscriptionTrialEnding>('ordering.subscription_trial_ending');

/** A part of a line, as exact shares of the whole: parts of one line touch and do not overlap, so what is computed of their ends sums to the whole. */
export interface LinePart {
  readonly orderId: string;
  readonly lineId: string;
  readonly partId: string;
  readonly from: number;
  readonly to: number;
  readonly of: number;
}

/** Published by whoever delivers: a part of commissioned work is accepted; with the last one `lines_delivered` comes too. */
export type LinePartDelivered = LinePart & { readonly deliveredAt: string; readonly isLast: boolean };
export const linePartDelivered = event<LinePartDelivered>('ordering.line_part_delivered');

/** What an accepted part is worth to its merchant: its share of what had not been given back by then. */
export interface LinePartEarned {
  readonly orderId: string;
  readonly lineId: string;
  readonly partId: string;
  /** In the merchant's currency. */
  readonly payable: Money;
  readonly earnedAt: string;
  /** Nothing more is awaited of the line: all that is left of it is the merchant's. */
  readonly isLast: boolean;
  /** It counts after this refund, which took the last part. */
  readonly afterRefundId?: string;
}
export const linePartEarned = event<LinePartEarned>('ordering.line_part_earned');

/** Published by whoever delivers: a part of a line will not be handed over. Its share of the money goes back to the buyer. */
export type LinePartUndeliverable = LinePart & { readonly reason: string; readonly isLast: boolean };
export const linePartUndeliverable = event<LinePartUndeliverable>('ordering.line_part_undeliverable');

/** Published by whoever delivers: so many of the sessions that were bought with a line have been held, of as many as are bought by now. */
export interface SessionsHeld {
  readonly orderId: string;
  readonly lineId: string;
  readonly held: number;
  /** At least one. */
  readonly bought: number;
}

export const sessionsHeld = event<SessionsHeld>('ordering.sessions_held');

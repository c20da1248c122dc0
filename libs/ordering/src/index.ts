export { AskForOrderLink } from './ask-for-order-link.js';
export { callerEvidence } from './caller-evidence.js';
export { CancelOrder } from './cancel-order.js';
export { EndStaleOrders } from './end-stale-orders.js';
export { OrderAccess, type OrderHolder } from './order-access.js';
export type { OrderLineView } from './order-line-view.js';
export { OrderHistory, type HeldOrderView, type OrderChangeView } from './order-history.js';
export { partsOf, type OrderPart } from './order-parts.js';
export { OrderReads, type OrderView } from './order-reads.js';
export { hasBeenPaid, lineStates, orderStatuses, type LineState, type OrderStatus } from './order-states.js';
export type { Recipient } from './order.entity.js';
export { orderingContext } from './ordering.context.js';
export { CountryUnknown, ImmediateDeliveryConsentMissing, OrderInDispute, OrderLineUnknown, OrderNotHeld, OrderNotPaid, OrderTooLarge, OrderTooSmall, OrderUnknown, QuoteAlreadyOrdered, QuoteExpired, QuoteUnknown, RecipientMissing, RefundAbovePaid, RefundInOtherCurrency,
  RefundNotAboveZero, TransitionRefused, WithdrawalNotPossible, WithdrawalUnknown,
} from './ordering.errors.js';
export {
  deliveryLogGiven, linesDelivered, linesDispatched, withdrawalReceived, orderCancelled, orderDisputed, orderDisputeDecided, orderLinkAsked, orderPaid, orderRefunded, refundReasons, type DeliveryLogGiven, type LinesDelivered, type LinesDispatched, type WithdrawalReceived, type OrderCancelled, type OrderDisputed, type OrderDisputeDecided, type OrderLinkAsked,
  type OrderPaid, type OrderRefunded, type PaidLine, type RefundedLine, type RefundReason,
} from './ordering.events.js';
export { OrderingModule } from './ordering.module.js';
export { PlaceOrder, type OrderRequest, type PlacedOrder } from './place-order.js';
export type { QuoteLine } from './quote.entity.js';
export { RefundOrder, type RefundRequest as OrderRefundRequest } from './refund-order.js';
export { RefundReads, type RefundLineView, type RefundView as OrderRefundView } from './refund-reads.js';
export { refundStates, type RefundState } from './refund.entity.js';
export { DecideHeldOrder } from './decide-held-order.js';
export type { QuoteRequest, WantedItem } from './draft-quote.js';
export { QuoteOrder } from './quote-order.js';
export type { QuoteView } from './quote-view.js';
export { needsImmediateDeliveryConsent } from './withdrawal-right.js';
export { QuoteReads } from './quote-reads.js';
export { WithdrawFromOrder, type WithdrawalDeclaration, type WithdrawalView } from './withdraw-from-order.js';
export { rightsOf, type LineRight } from './rights-of.js';
export { withdrawalReasons, withdrawalRightOf, type RefundShare, type WithdrawalReason, type WithdrawalRight } from './withdrawal-right.js';
export type { WithdrawnLineView } from './withdrawn-lines.js';
export { consentKey, consentKinds, consentVersion, type Consent, type ConsentKind } from './consents.js';
export { StartPayment } from './start-payment.js';

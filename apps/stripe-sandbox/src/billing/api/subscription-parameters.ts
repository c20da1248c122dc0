import { list, metadata } from '../../parameters/collections.js';
import { object, required, type Parameter, type Read } from '../../parameters/parameter.js';
import { flag, integer, oneOf, text, unsettable } from '../../parameters/values.js';
import { priceDataParameters } from './price-data.js';

const feedback = ['customer_service', 'low_quality', 'missing_features', 'other', 'switched_service', 'too_complex', 'too_expensive', 'unused'] as const;
export const cancellationDetails = object({ comment: text(), feedback: oneOf(...feedback) });

const items = list(object({
  id: text(), price: text(), price_data: priceDataParameters, quantity: integer(0, 1_000_000), deleted: flag(), metadata: metadata(),
}), 20);

/** `now`, or a time in seconds. */
const nowOrTime: Parameter<'now' | number> = {
  read: (value, name) => (value === 'now' ? 'now' : integer(1).read(value, name)),
};

/** What a change can be, of a subscription that there is or of the preview of one. */
const changeParameters = {
  billing_cycle_anchor: oneOf('now', 'unchanged'), cancel_at: unsettable(integer(1)), cancel_at_period_end: flag(), items,
  proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'), proration_date: integer(1), trial_end: nowOrTime,
};

export const updateParameters = {
  ...changeParameters, cancellation_details: cancellationDetails, default_payment_method: text(), description: unsettable(text(500)), metadata: metadata(), off_session: flag(),
  pause_collection: unsettable(object({ behavior: required(oneOf('keep_as_draft', 'mark_uncollectible', 'void')), resumes_at: integer(1) })),
  payment_behavior: oneOf('allow_incomplete', 'error_if_incomplete', 'pending_if_incomplete'),
  trial_settings: object({ end_behavior: required(object({ missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) })) }),
};

export type SubscriptionUpdate = Read<typeof updateParameters>;

export const previewParameters = { customer: text(), subscription: text(), subscription_details: object({ ...changeParameters, cancel_now: flag() }) };

export type PreviewWish = Read<typeof previewParameters>;

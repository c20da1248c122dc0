import type { Delivered } from '@silkport/platform';
import { newId } from '@silkport/values';

/** Events as the worker hands them to a handler that takes many together. */
export function delivered<Payload>(...payloads: readonly Payload[]): Delivered<Payload>[] {
  return payloads.map((payload) => ({ payload, context: { eventId: newId(), publishedAt: new Date() } }));
}

import { countryOfPhone, type LocationEvidence } from '@silkport/tax';
import type { LockedOrder } from './lock-order.js';

/** All that speaks for a country/region once an order is paid: what its quote knew, its address and telephone, and the billing address. */
export function evidenceOfOrder(order: Pick<LockedOrder, 'evidence' | 'recipient' | 'country' | 'placedAt' | 'billingCountry'>, paidAt: Date): LocationEvidence[] {
  const { recipient, country, placedAt, billingCountry } = order;
  const phoneCountry = recipient?.phone ? countryOfPhone(recipient.phone) : undefined;
  const seenAt = placedAt.toISOString();
  return [
    ...order.evidence,
    ...(recipient ? [{ kind: 'delivery-address' as const, country, raw: [recipient.street, recipient.city, recipient.region, recipient.postalCode].filter(Boolean).join(', '), seenAt }] : []),
    ...(recipient?.phone && phoneCountry ? [{ kind: 'phone-prefix' as const, country: phoneCountry, raw: recipient.phone, seenAt }] : []),
    ...(billingCountry ? [{ kind: 'billing-address' as const, country: billingCountry, raw: billingCountry, seenAt: paidAt.toISOString() }] : []),
  ];
}

import type { DisputeEvidence } from '@silkport/payments';
import { toWireMoney } from '@silkport/pricing';
import type { LocationEvidence } from '@silkport/tax';
import { translation } from '@silkport/values';
import type { OrderView } from '../order-reads.js';
import type { DeliveryLogGiven } from '../ordering.events.js';

export interface EvidenceFacts {
  readonly order: Pick<OrderView, 'number' | 'email' | 'country' | 'total' | 'recipient' | 'placedAt' | 'paidAt' | 'consents' | 'lines' | 'locale'>;
  readonly entries: DeliveryLogGiven['entries'];
  readonly evidence: readonly Pick<LocationEvidence, 'kind' | 'country'>[];
}

/**
 * What the bank is told, in English as the payment provider asks for it; the buyer's own consents in the words that were read. Of the
 * places where the buyer was seen only country/region and kind are given, no address.
 * @param words the sentence of a message key in the language of the order
 */
export function disputeEvidence({ order, entries, evidence }: EvidenceFacts, words: (key: string) => string): DisputeEvidence {
  const titles = new Map(order.lines.map((line) => [line.id, translation(line.productName, 'en').text]));
  const total = toWireMoney(order.total);
  const consents = order.consents.map(({ givenAt, key, version, locale }) => `${givenAt} (${locale}, ${key} of ${version}): ${words(key)}`);
  return {
    ...(order.recipient ? { customerName: order.recipient.name } : {}),
    customerEmail: order.email,
    productDescription: order.lines.map((line) => `${line.quantity} x ${titles.get(line.id)}, sold by ${translation(line.merchantName, 'en').text}`).join('\n'),
    serviceDate: [...new Set(entries.map(({ at }) => at.slice(0, 10)))].join(', ') || order.placedAt.toISOString().slice(0, 10),
    accessActivityLog: entries.map(({ at, what, lineId, country, bytes }) => (
      [at, what, titles.get(lineId), country && `to ${country}`, bytes !== null && `${bytes} bytes`].filter(Boolean).join(' ')
    )).join('\n'),
    refundPolicyDisclosure: `Agreed to before payment:\n${consents.join('\n')}`,
    uncategorizedText: [
      `Order ${order.number} of ${total.amount} ${total.currency}, placed ${order.placedAt.toISOString()}, paid ${order.paidAt?.toISOString() ?? 'never'}.`,
      `Country/region declared: ${order.country}. Seen: ${evidence.map(({ kind, country }) => `${kind} ${country}`).join(', ')}.`,
    ].join('\n'),
  };
}

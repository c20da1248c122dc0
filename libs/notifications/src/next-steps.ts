import { deliveryKinds } from '@silkport/catalog';
import type { Phrases } from '@silkport/i18n';
import type { OrderLineView } from '@silkport/ordering';
import type { Locale } from '@silkport/values';

/** What happens next, a sentence for each way in which something of the order is delivered. */
export function nextSteps(phrases: Phrases, locale: Locale, lines: readonly Pick<OrderLineView, 'deliveryKind'>[]): string[] {
  return deliveryKinds.flatMap((kind) => {
    const count = lines.filter(({ deliveryKind }) => deliveryKind === kind).length;
    return count ? [phrases.say(locale, `notifications.next_${kind.replaceAll('-', '_')}`, { count })] : [];
  });
}

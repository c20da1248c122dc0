import type { Consent } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';
import { utcSecond } from './clock-time.js';

/** What the buyer agreed to, in the words of then. */
export function AgreedConsents({ visitor, consents }: { visitor: Visitor; consents: readonly Consent[] }) {
  const [first] = consents;
  if (!first) return null;
  return (
    <details class="agreed">
      <summary>{visitor.t('order_money.agreed')}</summary>
      <ul>{consents.map(({ key, locale }) => <li lang={locale === visitor.locale ? undefined : locale} dir="auto">{visitor.sayIn(locale, key)}</li>)}</ul>
      <p class="hint">{visitor.t('order_money.agreed_at', { date: visitor.date(new Date(first.givenAt), utcSecond) })}</p>
    </details>
  );
}

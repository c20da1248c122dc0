import type { QuoteView } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';
import { dayOnly, perPeriod } from './subscription-terms.js';

const dayMilliseconds = 86_400_000;

/** What is charged after today, from when on, and how it is ended: before anybody agrees to it (Directive 2011/83/EU, Art. 6(1)(e) and (o)). */
export function RecurringNote({ visitor, quote }: { visitor: Visitor; quote: Pick<QuoteView, 'lines' | 'currency' | 'expiresAt'> }) {
  const subscribed = quote.lines.flatMap(({ subscription }) => subscription ?? []);
  return (
    <>
      {subscribed.map(({ plan, recurring, trialGivenTo }) => {
        const price = perPeriod(visitor, recurring.totalMinor, quote.currency, plan);
        const first = visitor.date(new Date(quote.expiresAt.getTime() + plan.trialDays * dayMilliseconds), dayOnly);
        return <p>{trialGivenTo ? <><strong>{visitor.t(`subscribed.trial_given_${trialGivenTo}`)}</strong> </> : null}{plan.trialDays ? visitor.t('subscribed.after_trial', { price, date: first, count: plan.trialDays }) : visitor.t('subscribed.then_renews', { price })} {visitor.t('subscribed.cancel_any_time')}</p>;
      })}
    </>
  );
}

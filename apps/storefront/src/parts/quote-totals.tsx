import type { QuoteView } from '@silkport/ordering';
import { money } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { clockTime } from './clock-time.js';
import { ImportSums } from './import-sums.js';
import { importSumsOf, taxGroupsOf } from './tax-groups.js';
import { TaxSums } from './tax-sums.js';
import { RecurringNote } from './recurring-note.js';
import { Words } from './words.js';

/** What will be paid to whom, beside the checkout: by merchant, since each is the seller of its own goods. */
export function QuoteTotals({ visitor, quote }: { visitor: Visitor; quote: QuoteView }) {
  const merchants = [...Map.groupBy(quote.lines, ({ merchantId }) => merchantId).values()];
  const groups = taxGroupsOf(quote.lines);
  const border = importSumsOf(quote.lines, quote.currency);
  return (
    <aside class="sheet totals" aria-label={visitor.t('checkout.summary')}>
      {merchants.map((lines) => (
        <section class="totals-merchant">
          {lines[0] ? <h2><Words of={lines[0].merchantName} visitor={visitor} /></h2> : null}
          <ul class="totals-lines">
            {lines.map((line) => (
              <li>
                <span><Words of={line.productName} visitor={visitor} />{line.variantName ? <> · <Words of={line.variantName} visitor={visitor} /></> : null}{line.quantity > 1 ? <span class="hint"> × {visitor.number(line.quantity)}</span> : null}{line.bundle ? <span class="hint fact-line">{visitor.t('bundle.part_of', { name: visitor.text(line.bundle.productName).text })}</span> : null}</span>
                <span class="money">{visitor.money(money(shownMinor(line), quote.currency))}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <dl class="sums">
        {groups.some(({ isIncluded, amount }) => !isIncluded && amount.amountMinor > 0n) ? <TaxSums visitor={visitor} groups={groups} /> : null}
        <div class="sum-total"><dt>{visitor.t(quote.lines.some(({ subscription }) => subscription) ? 'subscribed.due_today' : 'checkout.total')}</dt><dd class="money">{visitor.money(quote.total)}</dd></div>
        {groups.some(({ isIncluded, amount }) => !isIncluded && amount.amountMinor > 0n) ? null : <TaxSums visitor={visitor} groups={groups} />}
      </dl>
      <RecurringNote visitor={visitor} quote={quote} />
      {border ? <ImportSums visitor={visitor} sums={border} /> : null}
      <p class="hint">{visitor.t('checkout.frozen_until', { time: visitor.date(quote.expiresAt, clockTime) })}</p>
      <p><a href={visitor.link('/basket')}>{visitor.t('checkout.change_basket')}</a></p>
    </aside>
  );
}

/** A line without the tax that comes on top, which is a sum of its own. */
function shownMinor({ totalMinor, taxes }: QuoteView['lines'][number]): bigint {
  return taxes.reduce((rest, { isIncluded, amount }) => (isIncluded ? rest : rest - amount.amountMinor), totalMinor);
}

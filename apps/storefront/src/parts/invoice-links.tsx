import type { InvoiceSummary } from '@silkport/invoicing';
import { orderPath, type HeldOrder } from '../held-orders.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** Invoices and credit notes: paper for everybody, and the electronic form for businesses, whose programs read it. */
export function InvoiceLinks({ visitor, held, invoices, isBusiness }: { visitor: Visitor; held: HeldOrder; invoices: readonly InvoiceSummary[]; isBusiness: boolean }) {
  const file = (number: string, form: 'pdf' | 'xml') => visitor.link(orderPath(held, `/invoices/${encodeURIComponent(number)}.${form}`));
  return (
    <section class="sheet invoices" aria-labelledby="invoices">
      <h2 id="invoices">{visitor.t('order_money.invoices')}</h2>
      {invoices.length ? (
        <ul class="plain-rows">
          {invoices.map(({ number, kind, issuerName, total }) => (
            <li>
              <span>{visitor.t(`order_money.${kind}`)} <bdi dir="ltr">{number}</bdi><span class="hint fact-line"><bdi>{issuerName}</bdi> · <span class="money">{visitor.money(total)}</span></span></span>
              <span class="actions">
                <FileLink label="PDF" href={file(number, 'pdf')} number={number} />
                {isBusiness ? <FileLink label="XML" href={file(number, 'xml')} number={number} /> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : <p class="quiet">{visitor.t('order_money.invoices_soon')}</p>}
    </section>
  );
}

export function FileLink({ label, href, number }: { label: string; href: string; number: string }) {
  return <a class="button quiet-button small-button" href={href} download><Icon name="download" />{label}<span class="visually-hidden"> <bdi dir="ltr">{number}</bdi></span></a>;
}

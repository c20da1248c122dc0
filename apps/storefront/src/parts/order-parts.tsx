import { partsOf, type LineRight, type OrderPart, type OrderView } from '@silkport/ordering';
import { orderPath, type HeldOrder } from '../held-orders.js';
import type { Visitor } from '../visitor.js';
import { RightOfWithdrawal } from './right-of-withdrawal.js';
import { Words } from './words.js';

interface OrderPartsProps { readonly visitor: Visitor; readonly held: HeldOrder; readonly order: OrderView; readonly rights: readonly LineRight[] }

/** The order by makers: where each one's part stands, and the right of withdrawal from each thing. */
export function OrderParts({ visitor, held, order, rights }: OrderPartsProps) {
  return (
    <section class="sheet order-parts" aria-labelledby="parts">
      <h2 id="parts">{visitor.t('order_money.parts')}</h2>
      {partsOf(order).map((part) => <Part visitor={visitor} part={part} rights={rights} />)}
      <p class="withdraw"><a href={visitor.link(orderPath(held, '/withdrawal'))}>{visitor.t('withdrawal.link')}</a></p>
    </section>
  );
}

function Part({ visitor, part, rights }: { visitor: Visitor; part: OrderPart; rights: readonly LineRight[] }) {
  return (
    <section class="order-part">
      <h3><Words of={part.merchantName} visitor={visitor} /> <span class="tag">{visitor.t(`library.${part.status}`)}</span> <span class="money">{visitor.money(part.total)}</span></h3>
      <dl>
        {rights.filter(({ line }) => part.lines.some(({ id }) => id === line.id)).map((right) => (
          <div><dt><Words of={right.line.productName} visitor={visitor} /></dt><dd class="hint"><RightOfWithdrawal visitor={visitor} right={right} /></dd></div>
        ))}
      </dl>
    </section>
  );
}

import type Stripe from 'stripe';
import type { Call } from '../world.js';

interface Sum {
  currency: string;
  available: number;
  pending: number;
}

/** What the account holds in each currency, settled and still on its way. */
export function readBalance(call: Call): Stripe.Balance {
  const now = call.clock.nowSeconds();
  const sums = call.database
    .prepare(`select json_extract(body, '$.currency') as currency,
        sum(iif(json_extract(body, '$.available_on') <= ?, json_extract(body, '$.net'), 0)) as available,
        sum(iif(json_extract(body, '$.available_on') > ?, json_extract(body, '$.net'), 0)) as pending
      from resources where kind = 'balance_transaction' group by 1 order by 1`)
    .all(now, now) as unknown as Sum[];
  const shown = sums.length > 0 ? sums : [{ currency: 'usd', available: 0, pending: 0 }];
  const of = (part: 'available' | 'pending') => shown.map((sum) => ({ amount: sum[part], currency: sum.currency, source_types: { card: sum[part] } }));
  return {
    object: 'balance',
    available: of('available'),
    connect_reserved: shown.map(({ currency }) => ({ amount: 0, currency })),
    livemode: false,
    pending: of('pending'),
  } as Stripe.Balance;
}

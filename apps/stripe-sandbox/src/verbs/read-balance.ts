import type Stripe from 'stripe';
import type { Call } from '../world.js';

interface Sum {
  currency: string;
  available: number;
  pending: number;
}

/** What the account acted on holds in each currency, to be used now and still on its way. */
export function readBalance(call: Call): Stripe.Balance {
  const sums = balanceSums(call);
  const shown = sums.length > 0 ? sums : [{ currency: defaultCurrency(call), available: 0, pending: 0 }];
  const of = (part: 'available' | 'pending') => shown.map((sum) => ({ amount: sum[part], currency: sum.currency, source_types: { card: sum[part] } }));
  return {
    object: 'balance',
    available: of('available'),
    connect_reserved: shown.map(({ currency }) => ({ amount: 0, currency })),
    livemode: false,
    pending: of('pending'),
  };
}

export function balanceSums(call: Call): Sum[] {
  const now = call.clock.nowSeconds();
  return call.database
    .prepare(`select json_extract(body, '$.currency') as currency,
        sum(iif(json_extract(body, '$.available_on') <= ?, json_extract(body, '$.net'), 0)) as available,
        sum(iif(json_extract(body, '$.available_on') > ?, json_extract(body, '$.net'), 0)) as pending
      from resources where kind = 'balance_transaction' and account is ? group by 1 order by 1`)
    .all(now, now, call.account) as unknown as Sum[];
}

function defaultCurrency({ account, exchange, resources }: Call): string {
  if (account === null) return exchange.settlementCurrency ?? 'usd';
  return resources.find('account', account)?.default_currency ?? 'usd';
}

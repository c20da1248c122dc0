import { Injectable } from '@nestjs/common';
import { NotYourProduct, QuotableVariants } from '@silkport/catalog';
import { Database, statement } from '@silkport/platform';
import type { KeySource } from './key-plan.entity.js';
import { plainTerms, type KeyTerms } from './key-terms.js';

export interface KeyPoolView {
  readonly source: KeySource;
  readonly pattern: string | null;
  readonly terms: KeyTerms;
  readonly validityDays: number | null;
  /** In the pool. */
  readonly free: number;
  /** Somebody's, from the pool or generated. */
  readonly given: number;
  /** Of the pool, retired: their seats went to others, who got other keys. */
  readonly retired: number;
  /** Somebody's while whoever had their seats before knows them too. */
  readonly known: number;
  /** That can still be ordered; those promised to unpaid orders are not among them. Null where there is no limit. */
  readonly onSale: number | null;
}

const pool = statement('delivery.key_pool', `
  SELECT coalesce(p.source, 'pool') AS source, p.pattern, p.terms, p.validity_days AS "validityDays", free, given, retired, known
  FROM (SELECT (count(*) FILTER (WHERE entitlement_id IS NULL))::int AS free, (count(entitlement_id) FILTER (WHERE retired_at IS NULL))::int AS given,
    (count(*) FILTER (WHERE retired_at IS NOT NULL AND NOT is_generated))::int AS retired, (count(*) FILTER (WHERE known_at IS NOT NULL AND retired_at IS NULL))::int AS known FROM delivery.licence_keys WHERE variant_id = $1) AS counted
  LEFT JOIN delivery.key_plans p ON p.variant_id = $1`);

/** What a merchant's variant gives as keys, and how many there are. */
@Injectable()
export class KeyPoolReads {
  constructor(private readonly database: Database, private readonly variants: QuotableVariants) {}

  /** @throws NotYourProduct */
  async ofVariant(variantId: string, merchantId: string): Promise<KeyPoolView> {
    const variant = await this.variants.own(variantId, merchantId);
    if (!variant) throw new NotYourProduct();
    const [row] = await this.database.read<Omit<KeyPoolView, 'terms' | 'onSale'> & { terms: KeyTerms | null }>(pool, [variantId]);
    if (!row) throw new Error('A count has no row');
    return { ...row, terms: row.terms ?? plainTerms, onSale: variant.available };
  }
}

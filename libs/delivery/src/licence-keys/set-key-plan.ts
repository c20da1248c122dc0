import { Injectable } from '@nestjs/common';
import { kindTraits, NotYourProduct, QuotableVariants } from '@silkport/catalog';
import { Database } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { isKeyPattern } from './generate-key.js';
import { KeyPlan, type KeySource } from './key-plan.entity.js';
import type { KeyTerms } from './key-terms.js';
import { lockPool, poolNow, stockAfterPlan } from './key-stock.js';
import { KeyPlanRefused } from './licence-key.errors.js';

export interface NewKeyPlan {
  readonly variantId: string;
  readonly merchantId: string;
  readonly source: KeySource;
  readonly pattern: string | null;
  readonly terms: KeyTerms;
  readonly validityDays: number | null;
}

/** Says what keys of a variant allow, and whether they are generated. Keys that are somebody's already stay as they are; setting the same again changes nothing. What is on sale follows in the same transaction. */
@Injectable()
export class SetKeyPlan {
  constructor(private readonly database: Database, private readonly variants: QuotableVariants, private readonly clock: Clock) {}

  /** @throws NotYourProduct, KeyPlanRefused */
  async run({ variantId, merchantId, source, pattern, terms, validityDays }: NewKeyPlan): Promise<void> {
    const variant = await this.variants.own(variantId, merchantId);
    if (!variant) throw new NotYourProduct();
    // A key is a seat's: what has no seats cannot give any. Pools are counted by the stock, which means something else for other kinds.
    if (!kindTraits[variant.deliveryKind].isSeated || (source === 'pool' && variant.deliveryKind !== 'licence-key')) throw new KeyPlanRefused({}, 'source');
    // A subscription ends when it is not paid for any longer.
    if (validityDays !== null && variant.deliveryKind === 'subscription') throw new KeyPlanRefused({}, 'validityDays');
    if ((source === 'generated') !== (pattern !== null) || (pattern !== null && !isKeyPattern(pattern))) throw new KeyPlanRefused({}, 'pattern');
    if (terms.isFloating && (terms.heartbeatMinutes === null || terms.maxMachines === null)) throw new KeyPlanRefused({}, terms.maxMachines === null ? 'maxMachines' : 'heartbeatMinutes');
    if (!terms.isFloating && terms.leaseMinutes !== null) throw new KeyPlanRefused({}, 'leaseMinutes');
    const plan = { variantId, productId: variant.productId, merchantId, source, pattern, terms: { ...terms, features: [...terms.features] }, validityDays, changedAt: this.clock.now() };
    await this.database.transaction(async (tx) => {
      await lockPool(tx, variantId);
      const before = await poolNow(tx, variantId);
      await tx.upsert(KeyPlan, plan, ['variantId']);
      if (variant.deliveryKind === 'licence-key') await stockAfterPlan(tx, variantId, before.source);
    });
  }
}

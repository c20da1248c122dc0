import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { findMarket, findTaxonomyNode } from '@silkport/markets';
import { Database, Idempotency, Outbox, prepared, statement, type IdempotentRequest } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { AccessRuleRefused, AccessRuleUnknown } from '../delivery.errors.js';
import { AccessRule } from './access-rule.entity.js';
import { applyAccessRule } from './apply-access-rules.js';

/** Names a class of the taxonomy or a product, not both. */
export interface NewAccessRule {
  readonly country: string;
  readonly taxonomyId?: string | undefined;
  readonly productId?: string | undefined;
  readonly reason: string;
  /** The law or decision. */
  readonly source: string;
}

export interface AccessRuleView {
  readonly id: string;
  readonly country: string;
  readonly taxonomyId: string | null;
  readonly productId: string | null;
  readonly reason: string;
  readonly source: string;
  readonly decidedAt: Date;
  readonly liftedAt: Date | null;
}

const lift = statement('delivery.lift_access_rule', 'UPDATE delivery.access_rules SET lifted_by = $2, lifted_at = $3 WHERE id = $1 AND lifted_at IS NULL RETURNING id');
const all = statement('delivery.access_rules', `
  SELECT id, country, taxonomy_id AS "taxonomyId", product_id AS "productId", reason, source, decided_at AS "decidedAt", lifted_at AS "liftedAt" FROM delivery.access_rules ORDER BY id DESC LIMIT 500`);

/** Rules of markets that withhold what was bought already, until they are lifted. Those whom they concern are found by a job. */
@Injectable()
export class AccessRules {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @returns its id: a repeated request's first one @throws AccessRuleRefused */
  async decide(rule: NewAccessRule, personId: string, idempotent: IdempotentRequest): Promise<string> {
    const { country, taxonomyId = null, productId = null, reason, source } = rule;
    if (!findMarket(country)) throw new AccessRuleRefused({}, 'country');
    if ((taxonomyId === null) === (productId === null) || (taxonomyId !== null && !findTaxonomyNode(taxonomyId))) throw new AccessRuleRefused({}, 'taxonomyId');
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = await this.idempotency.claim(tx, idempotent, id);
      if (earlier) return earlier;
      const at = this.clock.now();
      await tx.insert(AccessRule, { id, country, taxonomyId, productId, reason, source, decidedBy: personId, decidedAt: at, liftedBy: null, liftedAt: null });
      await recordAudit(tx, { personId, action: 'delivery.access_rule_decided', happenedAt: at, details: { ruleId: id, ...rule } });
      await this.outbox.enqueue(tx, applyAccessRule, { ruleId: id }, `access-rule:${id}`);
      return id;
    });
  }

  /** Lifting one that is lifted changes nothing. @throws AccessRuleUnknown */
  async lift(ruleId: string, personId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const [lifted] = await prepared(tx, lift, [ruleId, personId, at]);
      if (!lifted) {
        if (await tx.existsBy(AccessRule, { id: ruleId })) return;
        throw new AccessRuleUnknown();
      }
      await recordAudit(tx, { personId, action: 'delivery.access_rule_lifted', happenedAt: at, details: { ruleId } });
      await this.outbox.enqueue(tx, applyAccessRule, { ruleId }, `access-rule:${ruleId}`);
    });
  }

  /** Newest first. */
  async list(): Promise<AccessRuleView[]> {
    return this.database.read<AccessRuleView>(all, []);
  }
}

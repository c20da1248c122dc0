import { Injectable } from '@nestjs/common';
import { leavesUnder } from '@silkport/markets';
import { Database, Every, job, prepared, Runs, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AccessRule } from './access-rule.entity.js';
import { moveEntitlements } from './move-entitlements.js';

export const applyAccessRule = job<{ ruleId: string }>('delivery/apply-access-rule');

const atOnce = 500;
const settledAfterMilliseconds = 10 * 60 * 1000;
const concerned = statement('delivery.entitlements_of_rule', `
  SELECT id FROM delivery.entitlements
  WHERE state IN ('granted', 'active', 'suspended') AND buyer_country = $1 AND (product_id = $2 OR taxonomy_id = ANY ($3::text[])) AND ($4 = ANY (holds)) <> $5::boolean
  ORDER BY id LIMIT ${atOnce} FOR UPDATE`);
const recent = statement('delivery.recent_access_rules', 'SELECT id FROM delivery.access_rules WHERE decided_at > $1 OR lifted_at > $1 ORDER BY id');

/** Withholds what a rule concerns, and gives it free again when the rule is lifted. */
@Injectable()
export class ApplyAccessRules {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Runs(applyAccessRule)
  async run({ ruleId }: { ruleId: string }): Promise<void> {
    while (await this.applySome(ruleId) === atOnce);
  }

  /** An order that was being granted in the moment of a decision did not know of it. */
  @Every('* * * * *', 'delivery/apply-recent-rules')
  async runRecent(): Promise<void> {
    const rules = await this.database.read<{ id: string }>(recent, [new Date(this.clock.now().getTime() - settledAfterMilliseconds)]);
    for (const { id } of rules) await this.run({ ruleId: id });
  }

  private applySome(ruleId: string): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rule = await tx.findOneByOrFail(AccessRule, { id: ruleId });
      const hold = `rule:${ruleId}` as const;
      const isInForce = rule.liftedAt === null;
      const found = await prepared<{ id: string }>(tx, concerned, [rule.country, rule.productId, rule.taxonomyId === null ? [] : leavesUnder(rule.taxonomyId), hold, isInForce]);
      const at = this.clock.now();
      await moveEntitlements(tx, found.map(({ id }) => id), isInForce ? { hold } : { release: hold }, { actor: 'rule', reason: isInForce ? rule.reason : `lifted: ${rule.reason}`, at });
      return found.length;
    });
  }
}

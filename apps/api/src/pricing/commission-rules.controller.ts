import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ClusterReads, type MerchantView } from '@silkport/clusters';
import { Phrases } from '@silkport/i18n';
import { CurrentPrincipal, recordAudit, type Principal } from '@silkport/identity';
import { findMarket, findTaxonomyNode } from '@silkport/markets';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { CommissionRules, CommissionScopeUnknown, matchingRules, RecordCommissionRule, taxOnCommission } from '@silkport/pricing';
import { Clock, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { CommissionExplanationAnswer, CommissionRuleAnswer, commissionRuleAnswer, CommissionRulesAnswer } from './commission-rule-answer.js';
import { CommissionExplanationQuery, CommissionRuleDto } from './commission-rule.dto.js';

@ApiTags('admin')
@Controller('v1/admin/commission-rules')
@Allow('admin')
export class CommissionRulesController {
  constructor(
    private readonly rules: CommissionRules, private readonly recordRule: RecordCommissionRule, private readonly clusters: ClusterReads, private readonly phrases: Phrases, private readonly clock: Clock,
  ) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'All rules on commissions, past and coming ones too' })
  @ApiOkResponse({ type: CommissionRulesAnswer })
  async list(): Promise<CommissionRulesAnswer> {
    const { rules, taxRates } = await this.rules.book();
    const items = rules.toSorted((left, right) => right.recordedAt.getTime() - left.recordedAt.getTime() || right.id.localeCompare(left.id)).map(commissionRuleAnswer);
    return { items, taxRates: taxRates.map(({ country, ratePct, validFrom }) => ({ country, ratePct, validFrom: validFrom.toISOString() })), nextCursor: null };
  }

  /** @throws CommissionRateRefused, CommissionScopeUnknown; then nothing is recorded */
  @Post()
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Add a rule. Orders that were quoted before keep their terms' })
  @ApiCreatedResponse({ type: CommissionRuleAnswer })
  @Refuses(400)
  async record(@Body() { category, cluster, merchant, market, ratePct, reason, validFrom }: CommissionRuleDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<CommissionRuleAnswer> {
    if (merchant) await this.merchant(merchant);
    if (cluster && !(await this.clusters.find(cluster))) throw new CommissionScopeUnknown({ scope: cluster }, 'cluster');
    const scope = { taxonomyId: category ?? null, clusterId: cluster ?? null, merchantId: merchant ?? null, market: market ?? null };
    const id = await this.recordRule.run({ ...scope, ratePct, reason, validFrom: validFrom === undefined ? null : new Date(validFrom) }, claim, (tx, ruleId) => (
      recordAudit(tx, { personId, action: 'pricing.commission_rule_recorded', happenedAt: this.clock.now(), details: { ...scope, ratePct, ruleId } })
    ));
    const rule = (await this.rules.book()).rules.find((each) => each.id === id);
    if (!rule) throw new Error(`The commission rule ${id} vanished`);
    return commissionRuleAnswer(rule);
  }

  /** @throws CommissionScopeUnknown */
  @Get('explanation')
  @NeverCached()
  @ApiOperation({ summary: 'Which rule would apply to a sale, and why' })
  @ApiOkResponse({ type: CommissionExplanationAnswer })
  @Refuses(400)
  async explain(@Query() { merchant, category, market, at }: CommissionExplanationQuery, @ReaderLocale() reader: Locale): Promise<CommissionExplanationAnswer> {
    if (!findTaxonomyNode(category)) throw new CommissionScopeUnknown({ scope: category }, 'category');
    if (!findMarket(market)) throw new CommissionScopeUnknown({ scope: market }, 'market');
    const { id: merchantId, clusterId, country } = await this.merchant(merchant);
    const instant = at === undefined ? this.clock.now() : new Date(at);
    const book = await this.rules.book();
    const [applies, ...next] = matchingRules(book, { merchantId, clusterId, taxonomyId: category }, market, instant);
    if (!applies) throw new CommissionScopeUnknown({ scope: instant.toISOString() }, 'at');
    return { applies: commissionRuleAnswer(applies), next: next.map(commissionRuleAnswer), taxRatePct: taxOnCommission(book, country, instant), order: this.phrases.say(reader, 'pricing.commission_order') };
  }

  /** @throws CommissionScopeUnknown */
  private async merchant(id: string): Promise<MerchantView> {
    const [merchant] = await this.clusters.merchantsById([id]);
    if (!merchant) throw new CommissionScopeUnknown({ scope: id }, 'merchant');
    return merchant;
  }
}

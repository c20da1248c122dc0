import { ApiProperty } from '@nestjs/swagger';
import type { CommissionRule } from '@silkport/pricing';
import { PageAnswer } from '../http/page-answer.js';

export class CommissionRuleAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Root, branch or leaf; null for every one.', example: 'dp.visual' }) category: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) cluster: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) merchant: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Country/region of the buyer.', example: 'KZ' }) market: string | null;
  @ApiProperty({ description: 'Percent of what the merchant gets without tax.', example: '10' }) ratePct: string;
  @ApiProperty({ example: 'Agreement of the spring fair' }) reason: string;
  @ApiProperty({ format: 'date-time' }) validFrom: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
}

export class CommissionTaxRateAnswer {
  @ApiProperty({ description: 'Country/region of the merchant.', example: 'CN' }) country: string;
  @ApiProperty({ description: 'Percent of the commission.', example: '6' }) ratePct: string;
  @ApiProperty({ format: 'date-time' }) validFrom: string;
}

export class CommissionRulesAnswer extends PageAnswer {
  @ApiProperty({ type: [CommissionRuleAnswer], description: 'The newest first.' }) items: CommissionRuleAnswer[];
  @ApiProperty({ type: [CommissionTaxRateAnswer] }) taxRates: CommissionTaxRateAnswer[];
}

/** Which rule a sale would be reckoned by, and which others would have been next. */
export class CommissionExplanationAnswer {
  @ApiProperty({ description: 'The one that applies.' }) applies: CommissionRuleAnswer;
  @ApiProperty({ type: [CommissionRuleAnswer], description: 'Those that cover the sale too, in the order in which they would apply.' }) next: CommissionRuleAnswer[];
  @ApiProperty({ description: 'Percent of the commission, by the merchant’s country/region.', example: '6' }) taxRatePct: string;
  @ApiProperty({ description: 'How one is chosen.', example: 'A rule for a merchant goes before others…' }) order: string;
}

export function commissionRuleAnswer({ id, taxonomyId, clusterId, merchantId, market, ratePct, reason, validFrom, recordedAt }: CommissionRule): CommissionRuleAnswer {
  return { id, category: taxonomyId, cluster: clusterId, merchant: merchantId, market, ratePct, reason, validFrom: validFrom.toISOString(), recordedAt: recordedAt.toISOString() };
}

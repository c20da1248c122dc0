import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { EvidenceUnknown, ReadEvidence, ReadThresholds } from '@silkport/tax';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { EvidenceAnswer, evidenceAnswer } from './evidence-answer.js';
import { EvidenceQuery } from './evidence-query.js';
import { ThresholdsAnswer, thresholdsAnswer } from './threshold-answer.js';

@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class TaxController {
  constructor(private readonly evidence: ReadEvidence, private readonly thresholds: ReadThresholds) {}

  /** @throws EvidenceUnknown, PurposeMissing */
  @Get('orders/:orderId/evidence')
  @NeverCached()
  @ApiOperation({ summary: 'The raw evidence of where an order’s buyer belongs; that you looked, and why, is kept' })
  @ApiParam({ name: 'orderId', format: 'uuid' })
  @ApiOkResponse({ type: EvidenceAnswer })
  @Refuses(400, 404)
  async ofOrder(@Param('orderId') orderId: string, @Query() { purpose }: EvidenceQuery, @CurrentPrincipal() { personId }: Principal): Promise<EvidenceAnswer> {
    if (!isId(orderId)) throw new EvidenceUnknown({}, 'orderId');
    return evidenceAnswer(await this.evidence.run(orderId, { personId, purpose }));
  }

  /** @throws NoRatesYet */
  @Get('tax-thresholds')
  @NeverCached()
  @ApiOperation({ summary: 'The turnover beside each market’s registration threshold' })
  @ApiOkResponse({ type: ThresholdsAnswer })
  @Refuses(503)
  async all(): Promise<ThresholdsAnswer> {
    return thresholdsAnswer(await this.thresholds.run());
  }
}

import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ClusterReads, MerchantLegalFacts } from '@silkport/clusters';
import { Allow, NotFound } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { datedLegalFactsAnswer, LegalFactsHistoryAnswer } from './legal-facts-answer.js';

@ApiTags('admin')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/admin/merchants/:id/legal-facts')
@Allow('admin')
export class AdminLegalFactsController {
  constructor(private readonly clusters: ClusterReads, private readonly facts: MerchantLegalFacts) {}

  /** @throws NotFound */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'What a merchant has told of itself, and when' })
  @ApiOkResponse({ type: LegalFactsHistoryAnswer })
  @Refuses(404)
  async history(@Param('id') id: string): Promise<LegalFactsHistoryAnswer> {
    const [merchant] = isId(id) ? await this.clusters.merchantsById([id]) : [];
    if (!merchant) throw new NotFound({}, 'id');
    return { items: (await this.facts.history(id)).map(datedLegalFactsAnswer) };
  }
}

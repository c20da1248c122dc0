import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { LegalFactsOwnerOnly, MerchantLegalFacts, noLegalFacts, SetLegalFacts } from '@silkport/clusters';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import type { MerchantPrincipal } from '../settlement/merchant-principal.js';
import { LegalFactsAnswer, legalFactsAnswer } from './legal-facts-answer.js';
import { LegalFactsDto } from './legal-facts.dto.js';

/** What a merchant's invoices say of it: read by its whole team, changed by its owner alone. */
@ApiTags('merchant')
@Controller('v1/merchant/legal-facts')
@Allow('merchant')
export class MerchantLegalFactsController {
  constructor(private readonly facts: MerchantLegalFacts, private readonly setLegalFacts: SetLegalFacts) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Legal name, address and numbers of the merchant, as its invoices say them' })
  @ApiOkResponse({ type: LegalFactsAnswer })
  async inForce(@CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<LegalFactsAnswer> {
    return legalFactsAnswer((await this.facts.of([merchantId])).get(merchantId) ?? noLegalFacts);
  }

  /** Doing it again changes nothing but the date. @throws LegalFactsOwnerOnly, RegistrationNumberInvalid, TaxIdInvalid */
  @Put()
  @NeverCached()
  @ApiOperation({ summary: 'Say the legal facts anew; invoices that were issued before keep what they say' })
  @ApiOkResponse({ type: LegalFactsAnswer })
  @Refuses(400, 422)
  async change(@Body() { streetLines, ...told }: LegalFactsDto, @CurrentPrincipal() { merchantId, personId, role }: MerchantPrincipal): Promise<LegalFactsAnswer> {
    if (role !== 'owner') throw new LegalFactsOwnerOnly();
    return legalFactsAnswer(await this.setLegalFacts.run({ ...told, streetLines: streetLines ?? [], merchantId, personId }));
  }
}

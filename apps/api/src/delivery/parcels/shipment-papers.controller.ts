import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ShipmentPapers, ShipmentUnknown } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import type { FastifyReply } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { DeclarationAnswer, declarationAnswer } from './declaration-answer.js';

type Merchant = Principal & { readonly merchantId: string };

/** What goes with a box: as a PDF to print, and as values for a carrier's own system. Refused while something is missing, with the name of each field. */
@ApiTags('merchant')
@ApiParam({ name: 'id', format: 'uuid' })
@Controller('v1/merchant/shipments/:id')
@Allow('merchant')
export class ShipmentPapersController {
  constructor(private readonly papers: ShipmentPapers) {}

  /** @throws ShipmentUnknown, PaperIncomplete */
  @Get('declaration')
  @NeverCached()
  @ApiOperation({ summary: 'What customs are to be told of a shipment: the content of CN 22 or CN 23' })
  @ApiOkResponse({ type: DeclarationAnswer })
  @Refuses(400, 404, 422)
  async declaration(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant): Promise<DeclarationAnswer> {
    return declarationAnswer(await this.papers.declaration(ownId(id), merchantId, reader));
  }

  /** @throws ShipmentUnknown, PaperIncomplete */
  @Get('packing-list.pdf')
  @NeverCached()
  @ApiOperation({ summary: 'Packing list with both addresses, and where a customs border is crossed the content of CN 22 or CN 23' })
  @ApiOkResponse({ description: 'A PDF of A4 pages.', content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(400, 404, 422)
  async pdf(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.papers.pdf(ownId(id), merchantId, reader);
    await reply.header('content-type', 'application/pdf').header('content-disposition', `attachment; filename="packing-list-${id}.pdf"`).send(bytes);
  }
}

function ownId(id: string): string {
  if (!isId(id)) throw new ShipmentUnknown({}, 'id');
  return id;
}

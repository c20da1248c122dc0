import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { DecideExport, ExportDecisionRefused, ExportReads, exportVerdicts, personalDataKinds, type ExportVerdictKind } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import { ExemptionDto, ExportDecisionDto } from './data-set.dto.js';

export class WaitingExportAnswer {
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ description: 'Country/region of the buyers.', example: 'KZ' }) country: string;
  @ApiProperty({ type: 'integer', description: 'Purchases that wait.', example: 3 }) entitlements: number;
  @ApiProperty({ type: 'integer', description: 'Of these, those that ran until the question was open again.', example: 0 }) begun: number;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty({ type: String, enum: exportVerdicts, nullable: true, description: '`open` where it is looked into.', example: null }) verdict: ExportVerdictKind | null;
  @ApiProperty({ type: String, enum: personalDataKinds, nullable: true, description: 'As its merchant declares; null where it is not described.', example: 'none' }) personalData: string | null;
  @ApiProperty({ type: String, nullable: true, example: '2026-Q3' }) version: string | null;
}

export class WaitingExportsAnswer {
  @ApiProperty({ type: [WaitingExportAnswer], description: 'The longest waiting first.' }) items: WaitingExportAnswer[];
}

export class ExportVerdictAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ example: 'KZ' }) country: string;
  @ApiProperty({ enum: exportVerdicts }) verdict: ExportVerdictKind;
  @ApiProperty() reason: string;
  @ApiProperty() source: string;
  @ApiProperty({ format: 'date-time' }) decidedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) supersededAt: string | null;
}

export class ExportVerdictsAnswer {
  @ApiProperty({ type: [ExportVerdictAnswer], description: 'Newest first.' }) items: ExportVerdictAnswer[];
}

export class DecidedAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
}

/** Whether data sets may leave for a country/region. */
@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class AdminExportsController {
  constructor(private readonly decide: DecideExport, private readonly exports: ExportReads) {}

  @Get('waiting-exports')
  @NeverCached()
  @ApiOperation({ summary: 'Purchases of data sets that wait for a decision on their export' })
  @ApiOkResponse({ type: WaitingExportsAnswer })
  async waiting(): Promise<WaitingExportsAnswer> {
    const items = await this.exports.waiting();
    return { items: items.map(({ since, ...each }) => ({ ...each, since: since.toISOString() })) };
  }

  /** @throws ExportDecisionRefused */
  @Post('export-verdicts')
  @CreatesOnce()
  @NeverCached()
  @ApiOperation({ summary: 'Decide on the export of a data set to a country/region: what waits is given, or paid back' })
  @ApiCreatedResponse({ type: DecidedAnswer })
  @Refuses()
  async verdict(@Body() { productId, country, verdict, reason, source }: ExportDecisionDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<DecidedAnswer> {
    return { id: await this.decide.run({ productId, country, verdict, reason, source, personId }, claim) };
  }

  @Get('products/:id/export-verdicts')
  @NeverCached()
  @ApiOperation({ summary: 'All decisions on a data set’s export' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ExportVerdictsAnswer })
  @Refuses(422)
  async verdicts(@Param('id') productId: string): Promise<ExportVerdictsAnswer> {
    if (!isId(productId)) throw new ExportDecisionRefused({}, 'id');
    const items = await this.exports.verdictsOf(productId);
    return { items: items.map(({ decidedAt, supersededAt, ...each }) => ({ ...each, decidedAt: decidedAt.toISOString(), supersededAt: supersededAt?.toISOString() ?? null })) };
  }

  /** Doing it again changes the reason. @throws ExportDecisionRefused */
  @Put('products/:id/export-exemption')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Say that a data set’s export needs no decision, and why' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse({ description: 'What waited for a decision is given.' })
  @Refuses(400, 422)
  async exempt(@Param('id') productId: string, @Body() { reason }: ExemptionDto, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decide.exempt({ productId, reason, personId });
  }

  /** Doing it again changes nothing. @throws ExportDecisionRefused */
  @Delete('products/:id/export-exemption')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'End a data set’s exemption: its export needs decisions again' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse({ description: 'What was bought where nothing is decided is withheld.' })
  @Refuses(422)
  async endExemption(@Param('id') productId: string, @CurrentPrincipal() { personId }: Principal): Promise<void> {
    await this.decide.endExemption({ productId, personId });
  }
}

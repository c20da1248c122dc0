import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ClusterReads } from '@silkport/clusters';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { PeriodUnknown, StatementCsv, StatementPdf, StatementReads, type MerchantStatement } from '@silkport/settlement';
import { Clock, translation, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import type { MerchantPrincipal } from './merchant-principal.js';
import { statementAnswer, StatementHeadsAnswer, StatementsAnswer } from './statement-answer.js';
import { StatementFileQuery } from './statement-query.js';

const Period = () => ApiParam({ name: 'period', description: 'A calendar month (UTC).', example: '2026-11' });
const file = { schema: { type: 'string', format: 'binary' } } as const;

/** A merchant's statements, in JSON for programs, CSV for spreadsheets and PDF for people, in the language that is asked for. */
@ApiTags('merchant')
@Controller('v1/merchant/statements')
@Allow('merchant')
export class StatementsController {
  constructor(
    private readonly statements: StatementReads,
    private readonly csv: StatementCsv,
    private readonly pdf: StatementPdf,
    private readonly clusters: ClusterReads,
    private readonly clock: Clock,
  ) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'The months and currencies that have a statement' })
  @ApiOkResponse({ type: StatementHeadsAnswer })
  async list(@CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<StatementHeadsAnswer> {
    return { items: await this.statements.months(merchantId) };
  }

  /** @throws PeriodUnknown */
  @Get(':period')
  @NeverCached()
  @Period()
  @ApiOperation({ summary: 'The statements of a month, one for each currency' })
  @ApiOkResponse({ type: StatementsAnswer })
  @Refuses(404)
  async ofMonth(@Param('period') period: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<StatementsAnswer> {
    return { items: (await this.statements.of(merchantId, period)).map(statementAnswer) };
  }

  /** @throws PeriodUnknown */
  @Get(':period/csv')
  @NeverCached()
  @Period()
  @ApiOperation({ summary: 'A statement as CSV (RFC 4180, UTF-8)' })
  @ApiOkResponse({ content: { '*/*': file } })
  @Refuses(400, 404)
  async asCsv(@Param('period') period: string, @Query() { currency }: StatementFileQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<StreamableFile> {
    const text = this.csv.write(await this.one(merchantId, period, currency), reader);
    return new StreamableFile(Buffer.from(text), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="statement-${period}-${currency}.csv"` });
  }

  /** @throws PeriodUnknown */
  @Get(':period/pdf')
  @NeverCached()
  @Period()
  @ApiOperation({ summary: 'A statement as PDF' })
  @ApiOkResponse({ content: { '*/*': file } })
  @Refuses(400, 404)
  async asPdf(@Param('period') period: string, @Query() { currency }: StatementFileQuery, @ReaderLocale() locale: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<StreamableFile> {
    const [statement, [merchant]] = await Promise.all([this.one(merchantId, period, currency), this.clusters.merchantsById([merchantId])]);
    const merchantName = translation(merchant?.name ?? {}, locale).text;
    const bytes = await this.pdf.render(statement, { merchantName, locale, madeAt: this.clock.now() });
    return new StreamableFile(bytes, { type: 'application/pdf', disposition: `attachment; filename="statement-${period}-${currency}.pdf"` });
  }

  private async one(merchantId: string, period: string, currency: string): Promise<MerchantStatement> {
    const found = (await this.statements.of(merchantId, period)).find((statement) => statement.currency === currency);
    if (!found) throw new PeriodUnknown({}, 'currency');
    return found;
  }
}

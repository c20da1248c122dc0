import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { PeriodUnknown, StatementCsv, StatementPdf, StatementReads } from '@silkport/settlement';
import { Clock, locales, translation } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from './file-answer.js';
import type { MerchantPrincipal } from './merchant-principal.js';
import { NotSignedInFilter } from './not-signed-in.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { MerchantStatementPage } from './pages/merchant-statement.js';
import { monthName } from './parts/month-name.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';

/** A merchant's statements of a month: a page, and a CSV and a PDF for each currency. */
@Controller(locales.map((locale) => `${locale}/merchant/statements/:period`))
@Allow('merchant')
@UseFilters(PageProblemFilter, NotSignedInFilter)
export class MerchantStatementsController {
  constructor(
    private readonly visitors: Visitors, private readonly statements: StatementReads, private readonly csv: StatementCsv, private readonly pdf: StatementPdf,
    private readonly clusters: ClusterReads, private readonly clock: Clock,
  ) {}

  /** @throws PeriodUnknown */
  @Get()
  async show(@Param('period') period: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const statements = await this.statements.of(merchantId, period);
    if (!statements.length) throw new PeriodUnknown({}, 'period');
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('merchant_money.statement_of', { month: monthName(visitor, period) }), isPersonal: true };
    renderPage(reply, visitor, head, <MerchantStatementPage visitor={visitor} period={period} statements={statements} />);
  }

  /** @throws PeriodUnknown */
  @Get(':file')
  async file(@Param('period') period: string, @Param('file') file: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [, currency, form] = /^([A-Z]{3})\.(csv|pdf)$/.exec(file) ?? [];
    const statement = (await this.statements.of(merchantId, period)).find((each) => each.currency === currency);
    if (!statement) throw new PeriodUnknown({}, 'currency');
    const { locale } = this.visitors.of(request);
    const fileName = `statement-${period}-${statement.currency}.${form ?? ''}`;
    if (form === 'csv') return sendFile(reply, 'text/csv; charset=utf-8', fileName, Buffer.from(this.csv.write(statement, locale)));
    const [merchant] = await this.clusters.merchantsById([merchantId]);
    const merchantName = translation(merchant?.name ?? {}, locale).text;
    sendFile(reply, 'application/pdf', fileName, await this.pdf.render(statement, { merchantName, locale, madeAt: this.clock.now() }));
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { BankFileReads, BankFileUnknown, ImportStatusReport, ReadBankFile } from '@silkport/settlement';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { bankFileAnswer, BankFilePageAnswer, ReportOutcomeAnswer, StatusReportDto } from './bank-file-answer.js';

/** Files for the bank, and its answers to them. */
@ApiTags('admin')
@Controller('v1/admin/bank-files')
@Allow('admin')
export class BankFilesController {
  constructor(private readonly files: BankFileReads, private readonly readFile: ReadBankFile, private readonly importReport: ImportStatusReport) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Files of pay-outs for the bank, newest first; they are made every hour' })
  @ApiOkResponse({ type: BankFilePageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery): Promise<BankFilePageAnswer> {
    const { files, nextCursor } = await this.files.page(cursor, limit);
    return { items: files.map(bankFileAnswer), nextCursor: nextCursor ?? null };
  }

  /** @throws BankFileUnknown */
  @Get(':id')
  @NeverCached()
  @ApiOperation({ summary: 'One file, to the byte as it was made: ISO 20022 pain.001.001.09; who reads it is written down' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ content: { '*/*': { schema: { type: 'string', format: 'binary' } } } })
  @Refuses(404)
  async bytes(@Param('id') fileId: string, @CurrentPrincipal() { personId }: Principal): Promise<StreamableFile> {
    if (!isId(fileId)) throw new BankFileUnknown();
    const { file, xml } = await this.readFile.run({ fileId, personId });
    return new StreamableFile(xml, { type: 'application/xml; charset=utf-8', disposition: `attachment; filename="pain001-${file.total.currency}-${file.messageId}.xml"`, length: xml.length });
  }

  /** The same report again changes nothing. @throws BankFileUnknown, StatusReportInvalid, StatusReportOfOtherFile */
  @Post(':id/status-report')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Take the bank’s answer to a file: ISO 20022 pain.002' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ReportOutcomeAnswer })
  @Refuses(400, 404, 422)
  async statusReport(@Param('id') fileId: string, @Body() { report }: StatusReportDto, @CurrentPrincipal() { personId }: Principal): Promise<ReportOutcomeAnswer> {
    if (!isId(fileId)) throw new BankFileUnknown();
    return this.importReport.run({ fileId, xml: report, personId });
  }
}

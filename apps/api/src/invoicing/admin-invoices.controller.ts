import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvoiceReads, InvoiceUnknown } from '@silkport/invoicing';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { invoiceAnswer, InvoicePageAnswer } from './invoice-answer.js';
import { AnswersInvoiceFile, fileNameOf, InvoiceFiles } from './invoice-files.js';
import { InvoicesQuery } from './invoice-query.js';

@ApiTags('admin')
@Controller('v1/admin/invoices')
@Allow('admin')
export class AdminInvoicesController {
  constructor(private readonly invoices: InvoiceReads, private readonly files: InvoiceFiles) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'All invoices and credit notes, by issuer and day of issue, newest first' })
  @ApiOkResponse({ type: InvoicePageAnswer })
  @Refuses(400)
  async list(@Query() { issuer, from, until, cursor, limit }: InvoicesQuery): Promise<InvoicePageAnswer> {
    const { invoices, nextCursor } = await this.invoices.all({ issuer, from, until }, cursor, limit);
    return { items: invoices.map(invoiceAnswer), nextCursor: nextCursor ?? null };
  }

  /** By id, since two issuers may have one number. @throws InvoiceUnknown */
  @Get(':file')
  @NeverCached()
  @ApiOperation({ summary: 'One of them, on paper or as UBL' })
  @AnswersInvoiceFile('Its id')
  @Refuses(404)
  async file(@Param('file') file: string): Promise<StreamableFile> {
    const { name, form } = fileNameOf(file);
    if (!isId(name)) throw new InvoiceUnknown();
    return this.files.answer(await this.invoices.documentById(name), form);
  }
}

import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { InvoiceReads } from '@silkport/invoicing';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../http/cache-headers.js';
import { PageQuery } from '../http/page-query.js';
import { Refuses } from '../http/refuses.js';
import { invoiceAnswer, InvoicePageAnswer } from './invoice-answer.js';
import { AnswersInvoiceFile, fileNameOf, InvoiceFiles } from './invoice-files.js';

type Merchant = Principal & { readonly merchantId: string };

@ApiTags('merchant')
@Controller('v1/merchant/invoices')
@Allow('merchant')
export class MerchantInvoicesController {
  constructor(private readonly invoices: InvoiceReads, private readonly files: InvoiceFiles) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Invoices issued in the merchant’s name, and the operator’s for commission, newest first' })
  @ApiOkResponse({ type: InvoicePageAnswer })
  @Refuses(400)
  async list(@Query() { cursor, limit }: PageQuery, @CurrentPrincipal() { merchantId }: Merchant): Promise<InvoicePageAnswer> {
    const { invoices, nextCursor } = await this.invoices.ofMerchant(merchantId, cursor, limit);
    return { items: invoices.map(invoiceAnswer), nextCursor: nextCursor ?? null };
  }

  /** @throws InvoiceUnknown */
  @Get(':file')
  @NeverCached()
  @ApiOperation({ summary: 'One of them, on paper or as UBL' })
  @AnswersInvoiceFile('Its number')
  @Refuses(404)
  async file(@Param('file') file: string, @CurrentPrincipal() { merchantId }: Merchant): Promise<StreamableFile> {
    const { name, form } = fileNameOf(file);
    return this.files.answer(await this.invoices.documentOfMerchant(merchantId, name), form);
  }
}

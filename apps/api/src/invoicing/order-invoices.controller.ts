import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { InvoiceReads } from '@silkport/invoicing';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { HeldOrders } from '../ordering/held-orders.js';
import { OrderKeyQuery } from '../ordering/order-key-query.js';
import { invoiceAnswer, InvoiceListAnswer } from './invoice-answer.js';
import { AnswersInvoiceFile, fileNameOf, InvoiceFiles } from './invoice-files.js';

@ApiTags('invoices')
@Controller('v1/orders/:number/invoices')
@Allow('order-holder')
export class OrderInvoicesController {
  constructor(private readonly held: HeldOrders, private readonly invoices: InvoiceReads, private readonly files: InvoiceFiles) {}

  /** @throws OrderUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Invoices and credit notes of an order; the first within a minute of payment' })
  @ApiOkResponse({ type: InvoiceListAnswer })
  @Refuses(400, 404)
  async list(@Param('number') number: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<InvoiceListAnswer> {
    const order = await this.held.require(number, key, principal);
    return { items: (await this.invoices.ofOrder(order.id)).map(invoiceAnswer) };
  }

  /** @throws OrderUnknown, InvoiceUnknown */
  @Get(':file')
  @NeverCached()
  @ApiOperation({ summary: 'One of them, on paper in the buyer’s language or as UBL' })
  @AnswersInvoiceFile('Its number')
  @Refuses(400, 404)
  async file(@Param('number') number: string, @Param('file') file: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<StreamableFile> {
    const order = await this.held.require(number, key, principal);
    const { name, form } = fileNameOf(file);
    return this.files.answer(await this.invoices.documentOfOrder(order.id, name), form);
  }
}

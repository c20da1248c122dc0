import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { InvoiceReads, InvoiceUnknown, RenderInvoice } from '@silkport/invoicing';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from './file-answer.js';
import { HeldOrders } from './held-orders.js';
import { OrderUnknownFilter } from './order-unknown.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';

@Controller(locales.map((locale) => `${locale}/orders/:number/invoices`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class OrderInvoicesController {
  constructor(private readonly held: HeldOrders, private readonly invoices: InvoiceReads, private readonly renderInvoice: RenderInvoice) {}

  /** @throws OrderUnknown, InvoiceUnknown */
  @Get(':file')
  async file(@Param('number') number: string, @Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { order } = await this.held.require(number, request);
    const [, name = '', form] = /^([\w-]{1,60})\.(pdf|xml)$/.exec(file) ?? [];
    const issued = name ? await this.invoices.documentOfOrder(order.id, name) : undefined;
    if (!issued) throw new InvoiceUnknown();
    if (form === 'pdf') sendFile(reply, 'application/pdf', `${issued.number}.pdf`, await this.renderInvoice.pdf(issued));
    else sendFile(reply, 'application/xml; charset=utf-8', `${issued.number}.xml`, Buffer.from(this.renderInvoice.xml(issued)));
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Phrases } from '@silkport/i18n';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { OrderReads } from '@silkport/ordering';
import { DecideHeldInvoice, HeldInvoiceReads, HeldInvoiceUnknown, type HeldInvoiceView } from '@silkport/payments';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { HeldInvoiceAnswer, heldInvoiceAnswer, HeldInvoicePageAnswer, HeldInvoicesQuery, SettingAsideDto } from './held-invoice-answer.js';

/** Invoices of subscriptions that were paid and make no order until an admin has looked at them. */
@ApiTags('admin')
@Controller('v1/admin/held-invoices')
@Allow('admin')
export class HeldInvoicesController {
  constructor(private readonly invoices: HeldInvoiceReads, private readonly decide: DecideHeldInvoice, private readonly orders: OrderReads, private readonly phrases: Phrases) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Paid invoices of subscriptions that no order could be made of, newest first' })
  @ApiOkResponse({ type: HeldInvoicePageAnswer })
  @Refuses(400)
  async list(@Query() { state, cursor, limit }: HeldInvoicesQuery, @ReaderLocale() reader: Locale): Promise<HeldInvoicePageAnswer> {
    const { invoices, nextCursor } = await this.invoices.list(state, cursor, limit);
    return { items: await this.answers(invoices, reader), nextCursor: nextCursor ?? null };
  }

  /** It is done a moment later; the list tells. @throws HeldInvoiceUnknown, HeldInvoiceDecided */
  @Post(':id/retry')
  @HttpCode(202)
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Try to make the order again' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiAcceptedResponse({ type: HeldInvoiceAnswer })
  @Refuses(404, 409)
  async retry(@Param('id') id: string, @ReaderLocale() reader: Locale, @Claim() claim: IdempotentRequest): Promise<HeldInvoiceAnswer> {
    if (!isId(id)) throw new HeldInvoiceUnknown({}, 'id');
    await this.decide.retry(id, claim);
    return this.one(id, reader);
  }

  /** @throws HeldInvoiceUnknown, HeldInvoiceDecided, NothingToRefund */
  @Post(':id/set-aside')
  @HttpCode(200)
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Make no order of it, ever; its money goes back where that is asked for' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: HeldInvoiceAnswer })
  @Refuses(404, 409)
  async setAside(
    @Param('id') id: string, @Body() { reason: note, givesBack }: SettingAsideDto, @ReaderLocale() reader: Locale, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal,
  ): Promise<HeldInvoiceAnswer> {
    if (!isId(id)) throw new HeldInvoiceUnknown({}, 'id');
    await this.decide.setAside({ id, personId, note, givesBack }, claim);
    return this.one(id, reader);
  }

  private async one(id: string, reader: Locale): Promise<HeldInvoiceAnswer> {
    const invoice = await this.invoices.byId(id);
    const [answer] = invoice ? await this.answers([invoice], reader) : [];
    if (!answer) throw new HeldInvoiceUnknown({}, 'id');
    return answer;
  }

  private async answers(invoices: readonly HeldInvoiceView[], reader: Locale): Promise<HeldInvoiceAnswer[]> {
    const numbers = await this.orders.numbersOf(invoices.map(({ reference }) => reference));
    return invoices.map((invoice) => heldInvoiceAnswer(invoice, numbers.get(invoice.reference), this.phrases.say(reader, `payments.held_invoice_${invoice.reason}`)));
  }
}

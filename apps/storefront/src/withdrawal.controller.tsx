import { Body, Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { rightsOf, WithdrawalUnknown, WithdrawFromOrder, type WithdrawalView } from '@silkport/ordering';
import { Allow, DomainError, hashBody } from '@silkport/platform';
import { Clock, isId, locales, newId } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldOrders, orderPath, type HeldOrder } from './held-orders.js';
import { OrderUnknownFilter } from './order-unknown.filter.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ConfirmWithdrawalPage } from './pages/confirm-withdrawal.js';
import { WithdrawalReceiptPage } from './pages/withdrawal-receipt.js';
import { WithdrawalPage, type WithdrawalNotes } from './pages/withdrawal.js';
import { readForm, typedText } from './read-form.js';
import { renderPage } from './render-page.js';
import { Visitors } from './visitors.js';
import { WithdrawalForm } from './withdrawal.dto.js';

/** The withdrawal function for whoever holds an order: declared on one page, confirmed on the next, and then a receipt (Directive 2011/83/EU, Art. 11a). */
@Controller(locales.map((locale) => `${locale}/orders/:number/withdrawal`))
@Allow('order-holder')
@UseFilters(PageProblemFilter, OrderUnknownFilter)
export class WithdrawalController {
  constructor(
    private readonly visitors: Visitors, private readonly held: HeldOrders, private readonly withdraw: WithdrawFromOrder, private readonly problems: ProblemFilter, private readonly clock: Clock,
  ) {}

  /** @throws OrderUnknown */
  @Get()
  async choose(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    this.showForm(request, reply, held, { typed: { name: held.order.recipient?.name ?? '', email: held.order.email }, chosen: undefined });
  }

  @Post()
  async declare(@Param('number') number: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    try {
      const { attempt, ...declaration } = await readForm(WithdrawalForm, body);
      const bodyHash = hashBody(declaration);
      const { id } = await this.withdraw.declare({ orderId: held.order.id, ...declaration }, { scope: `storefront withdrawal ${held.order.id}`, key: `${attempt} ${bodyHash}`, bodyHash });
      return await reply.redirect(this.visitors.of(request).link(orderPath(held, `/withdrawal/${id}`)), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.showForm(request, reply, held, { typed: typedText(body), chosen: chosenOf(body), problem: this.problems.problemOf(error, request, this.visitors.of(request).locale) });
    }
  }

  /** The summary with its button, and from its confirmation on the receipt. @throws OrderUnknown, WithdrawalUnknown */
  @Get(':id')
  async show(@Param('number') number: string, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    this.showDeclared(request, reply, held, await this.find(held, id));
  }

  /** Pressed twice, it leads to the same receipt. @throws OrderUnknown, WithdrawalUnknown */
  @Post(':id')
  async confirm(@Param('number') number: string, @Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const held = await this.held.require(number, request);
    const withdrawal = await this.find(held, id);
    try {
      await this.withdraw.confirm(held.order.id, withdrawal.id);
      return await reply.redirect(this.visitors.of(request).link(orderPath(held, `/withdrawal/${withdrawal.id}`)), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.showDeclared(request, reply, held, withdrawal, error);
    }
  }

  private find({ order }: HeldOrder, id: string): Promise<WithdrawalView> {
    if (!isId(id)) throw new WithdrawalUnknown({}, 'id');
    return this.withdraw.byId(order.id, id);
  }

  private showForm(request: FastifyRequest, reply: FastifyReply, held: HeldOrder, notes: Omit<WithdrawalNotes, 'attempt'>): void {
    const visitor = this.visitors.of(request);
    const head = { title: visitor.t('withdrawal.title'), isPersonal: true, status: notes.problem?.status ?? 200 };
    const attempt = isId(notes.typed.attempt ?? '') ? String(notes.typed.attempt) : newId();
    renderPage(reply, visitor, head, <WithdrawalPage visitor={visitor} held={held} rights={rightsOf(held.order, this.clock.now())} notes={{ ...notes, attempt }} />);
  }

  private showDeclared(request: FastifyRequest, reply: FastifyReply, held: HeldOrder, withdrawal: WithdrawalView, error?: DomainError): void {
    const visitor = this.visitors.of(request);
    if (withdrawal.confirmedAt) return renderPage(reply, visitor, { title: visitor.t('withdrawal.receipt_title'), isPersonal: true }, <WithdrawalReceiptPage visitor={visitor} held={held} withdrawal={withdrawal} />);
    const problem = error && this.problems.problemOf(error, request, visitor.locale);
    const head = { title: visitor.t('withdrawal.confirm_title'), isPersonal: true, status: problem?.status ?? 200 };
    renderPage(reply, visitor, head, <ConfirmWithdrawalPage visitor={visitor} held={held} withdrawal={withdrawal} problem={problem} />);
  }
}

function chosenOf(body: unknown): readonly string[] {
  const { lineIds } = (body ?? {}) as { lineIds?: unknown };
  return [lineIds].flat().filter((id): id is string => typeof id === 'string');
}

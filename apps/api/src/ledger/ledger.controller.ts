import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Phrases } from '@silkport/i18n';
import { accountNamed, LedgerReads } from '@silkport/ledger';
import { OrderReads, OrderUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { Clock, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { isPlain } from '../http/code-text.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { accountWords, kindWords } from './account-words.js';
import { instantsOf, instantsOfMonths, LedgerStatementQuery, RevenueQuery } from './ledger-query.js';
import { ledgerTransactionAnswer, OrderLedgerAnswer } from './order-ledger-answer.js';
import { RevenueAnswer, revenueKinds, revenueMonths } from './revenue-answer.js';
import { LedgerStatementAnswer, ledgerStatementAnswer } from './statement-answer.js';
import { TrialBalanceAnswer, trialBalanceAnswer } from './trial-balance-answer.js';

@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class LedgerController {
  constructor(private readonly ledger: LedgerReads, private readonly orders: OrderReads, private readonly phrases: Phrases, private readonly clock: Clock) {}

  @Get('ledger/trial-balance')
  @NeverCached()
  @ApiOperation({ summary: 'Sums over all accounts: zero in each currency' })
  @ApiOkResponse({ type: TrialBalanceAnswer })
  @Refuses(400)
  async trialBalance(@Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<TrialBalanceAnswer> {
    return trialBalanceAnswer(await this.ledger.trialBalance(), (kind) => this.phrases.say(reader, `ledger.account_${kind}`));
  }

  /** @throws AccountUnknown, PeriodInvalid, InvalidCursor */
  @Get('ledger/accounts/:account/statement')
  @NeverCached()
  @ApiOperation({ summary: 'What was posted to an account in one currency, with the balance after each entry' })
  @ApiOkResponse({ type: LedgerStatementAnswer })
  @Refuses(400, 404)
  async statement(@Param('account') name: string, @Query() { currency, cursor, limit, ...period }: LedgerStatementQuery, @ReaderLocale() reader: Locale): Promise<LedgerStatementAnswer> {
    const account = accountNamed(name);
    const statement = await this.ledger.statement({ account, currency, ...instantsOf(period), cursor, limit });
    return ledgerStatementAnswer(statement, account, accountWords(this.phrases, reader, account), (kind) => kindWords(this.phrases, reader, kind));
  }

  /** @throws PeriodInvalid */
  @Get('ledger/revenue')
  @NeverCached()
  @ApiOperation({ summary: 'What the marketplace earned, by month and currency' })
  @ApiOkResponse({ type: RevenueAnswer })
  @Refuses(400)
  async revenue(@Query() query: RevenueQuery): Promise<RevenueAnswer> {
    const thisMonth = this.clock.now().toISOString().slice(0, 7);
    const to = query.to ?? thisMonth;
    const from = query.from ?? `${to.slice(0, 4)}-01`;
    const period = instantsOfMonths(from, to);
    return { from, to, items: revenueMonths(await this.ledger.monthly(revenueKinds, period.from, period.to)) };
  }

  /** @throws OrderUnknown */
  @Get('orders/:number/ledger')
  @NeverCached()
  @ApiOperation({ summary: 'Every amount that was posted about an order' })
  @ApiOkResponse({ type: OrderLedgerAnswer })
  @Refuses(400, 404)
  async ofOrder(@Param('number') number: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<OrderLedgerAnswer> {
    const order = isPlain(number) ? await this.orders.byNumber(number) : undefined;
    if (!order) throw new OrderUnknown();
    const words = { account: (account: string) => accountWords(this.phrases, reader, account), kind: (kind: string) => kindWords(this.phrases, reader, kind) };
    return { orderNumber: order.number, items: (await this.ledger.transactionsOf(order.id)).map((transaction) => ledgerTransactionAnswer(transaction, words)) };
  }
}

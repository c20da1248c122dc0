import { Injectable } from '@nestjs/common';
import { Idempotency, onceStatement, toJson, type Answer, type IdempotentRequest } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { GivenTrials } from '../subscriptions/given-trials.js';
import { DraftQuote, type QuoteRequest } from './draft-quote.js';
import { QuoteReads } from './quote-reads.js';
import type { QuoteView } from './quote-view.js';

const saveQuote = onceStatement('ordering.save_quote', `
  quoted AS (
    INSERT INTO ordering.quotes (id, country, currency, locale, rate_set_id, total_minor, lines, quoted_at, expires_at, region, tax_id, place, evidence, place_country)
    SELECT $4::uuid, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19 FROM unclaimed RETURNING id)
  SELECT FROM quoted`);

/** Promises prices for half an hour: price, rate, tax, commission and merchant of every line are frozen. */
@Injectable()
export class QuoteOrder {
  constructor(
    private readonly draftQuote: DraftQuote,
    private readonly quotes: QuoteReads,
    private readonly idempotency: Idempotency,
    private readonly trials: GivenTrials,
    private readonly clock: Clock,
  ) {}

  /**
   * @param answerOf what the client will be told of the quote, to be kept with it
   * @throws all that `DraftQuote` throws, and AnsweredBefore
   * @returns the quote: a repeated request's first one
   */
  async run(wanted: QuoteRequest, request?: IdempotentRequest, answerOf?: (quote: QuoteView) => Answer): Promise<QuoteView> {
    const quote = await this.draft(wanted);
    const { id, country, currency, locale, rateSetId, total, lines, expiresAt, region, taxId, place, placeCountry, evidence } = quote;
    const values = [country, currency, locale, rateSetId, total.amountMinor, toJson(lines), this.clock.now(), expiresAt, region, taxId, place, toJson(evidence), placeCountry];
    const earlier = await this.idempotency.writeOnce(saveQuote, values, { request, resourceId: id, answer: answerOf?.(quote) });
    return earlier ? this.quotes.byId(earlier) : quote;
  }

  /** The same without keeping it: what a basket would cost now. */
  async draft(wanted: QuoteRequest): Promise<QuoteView> {
    const quote = await this.draftQuote.run(wanted);
    const tried = quote.lines.find(({ subscription }) => subscription && subscription.plan.trialDays > 0);
    const holder = tried && wanted.buyer && (await this.trials.holderOf(tried.productId, wanted.buyer));
    return holder ? this.draftQuote.run(wanted, holder) : quote;
  }
}

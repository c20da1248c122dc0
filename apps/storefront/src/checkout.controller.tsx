import { Body, Controller, Get, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { findMarket } from '@silkport/markets';
import { CountryUnknown, QuoteReads, QuoteUnknown, type QuoteView } from '@silkport/ordering';
import { Allow, DomainError } from '@silkport/platform';
import { TaxIdShapeInvalid } from '@silkport/tax';
import { Clock, isId, locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkoutDraftCookieName, readDraft, writeDraft } from './checkout-draft-cookie.js';
import { CheckoutSubmission } from './checkout-submission.js';
import { emailHint } from './email-hint.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { CheckoutPage, type CheckoutNotes } from './pages/checkout.js';
import { QuoteAgain } from './quote-again.js';
import { quotedPlace, type QuotedPlace } from './quoted-place.js';
import { typedText } from './read-form.js';
import { renderPage } from './render-page.js';
import { VisitorCookies } from './visitor-cookies.js';
import type { Visitor } from './visitor.js';
import { Visitors } from './visitors.js';

@Controller(locales.map((locale) => `${locale}/checkout`))
@Allow('public')
@UseFilters(PageProblemFilter)
export class CheckoutController {
  constructor(
    private readonly visitors: Visitors, private readonly cookies: VisitorCookies, private readonly quotes: QuoteReads, private readonly quoteAgain: QuoteAgain,
    private readonly submission: CheckoutSubmission, private readonly problems: ProblemFilter, private readonly clock: Clock,
  ) {}

  /** @throws QuoteUnknown */
  @Get(':quoteId')
  async show(@Param('quoteId') quoteId: string, @Query('refreshed') refreshed: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const quote = await this.quoteOf(quoteId);
    const isStale = quote.expiresAt <= this.clock.now() || quote.country !== visitor.country || quote.currency !== visitor.currency;
    const draft = readDraft(request.cookies[checkoutDraftCookieName]);
    if (isStale || (await this.quoteAgain.promisesGivenTrial(quote, visitor, draft.email))) return this.quoteAgain.lead(reply, visitor, quote, this.placeOf(visitor.country, quote, {}, request), draft.email);
    const typed = { ...(visitor.principal ? { email: visitor.principal.email } : {}), ...draft };
    render(reply, visitor, quote, typed, { isRefreshed: refreshed === '1', suggestion: emailHint(typed.email ?? '') });
  }

  /** Another country/region, province or tax number: the same things at the prices for it. What was typed is kept. @throws QuoteUnknown */
  @Post(':quoteId/country')
  async moveTo(@Param('quoteId') quoteId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const quote = await this.quoteOf(quoteId);
    const typed = typedText(body);
    this.cookies.keepDraft(reply, typed);
    const country = typed.country ?? '';
    if (!findMarket(country)) {
      const problem = this.problems.problemOf(new CountryUnknown({ country }, 'country'), request, visitor.locale);
      return render(reply, visitor, quote, typed, { problem });
    }
    this.cookies.keepChoices(reply, { locale: visitor.locale, country, currency: visitor.currency });
    try {
      return await this.quoteAgain.lead(reply, visitor, quote, this.placeOf(country, quote, typed, request), typed.email);
    } catch (error) {
      if (!(error instanceof TaxIdShapeInvalid)) throw error;
      render(reply, visitor, quote, typed, { problem: this.problems.problemOf(error, request, visitor.locale) });
    }
  }

  @Get(':quoteId/country')
  back(@Param('quoteId') quoteId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.redirect(this.visitors.of(request).link(`/checkout/${encodeURIComponent(quoteId)}`), 303);
  }

  /** Orders, and leads to the payment page; or shows the page again with what is to be mended. @throws QuoteUnknown */
  @Post(':quoteId')
  async order(@Param('quoteId') quoteId: string, @Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const quote = await this.quoteOf(quoteId);
    const typed = typedText(body);
    if (isElsewhere(quote, typed)) return this.moveTo(quoteId, body, request, reply);
    this.cookies.keepDraft(reply, typed);
    try {
      const outcome = await this.submission.take(visitor, quote, body, request);
      switch (outcome.next) {
        case 'go':
          this.cookies.keepPending(reply, outcome.pending);
          return await reply.redirect(outcome.address, 303);
        case 'quote-again':
          return await this.quoteAgain.lead(reply, visitor, quote, this.placeOf(quote.country, quote, typed, request), typed.email);
        case 'check-email':
          return await this.showAgain(reply, visitor, quote, { ...typed, email: outcome.email });
      }
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof QuoteUnknown) throw error;
      render(reply, visitor, quote, typed, { problem: this.problems.problemOf(error, request, visitor.locale) });
    }
  }

  /** By way of a redirect, so that the browser's way back from the payment page meets no form to be sent again. */
  private async showAgain(reply: FastifyReply, visitor: Visitor, quote: QuoteView, typed: Readonly<Record<string, string>>): Promise<void> {
    if (!writeDraft(typed)) return render(reply, visitor, quote, typed, { suggestion: emailHint(typed.email ?? '') });
    this.cookies.keepDraft(reply, typed);
    return reply.redirect(visitor.link(`/checkout/${quote.id}#email`), 303);
  }

  /** What was not typed, since the page did not ask, stays as it was quoted for the same country/region. */
  private placeOf(country: string, quote: QuoteView, typed: Readonly<Record<string, string | undefined>>, request: FastifyRequest): QuotedPlace {
    const known = country === quote.country ? { province: quote.region ?? '', taxId: quote.taxId ?? '' } : {};
    return quotedPlace(country, { ...known, ...typed }, this.visitors.evidenceOf(request));
  }

  private async quoteOf(quoteId: string): Promise<QuoteView> {
    if (!isId(quoteId)) throw new QuoteUnknown({}, 'quoteId');
    return this.quotes.byId(quoteId);
  }
}

/** Whether the form names another country/region, province or tax number than the prices were made for. */
function isElsewhere({ country, region, taxId }: QuoteView, typed: Readonly<Record<string, string>>): boolean {
  if (findMarket(typed.country ?? '') && typed.country !== country) return true;
  return (typed.province ?? region ?? '') !== (region ?? '') || plainId(typed.taxId ?? taxId ?? '') !== plainId(taxId ?? '');
}

/** Without the blanks, dots and hyphens that people write in it. */
function plainId(taxId: string): string {
  return taxId.replaceAll(/[\s.-]/g, '').toUpperCase();
}

function render(reply: FastifyReply, visitor: Visitor, quote: QuoteView, typed: Readonly<Record<string, string>>, notes: CheckoutNotes): void {
  const head = { title: visitor.t('checkout.title'), isPersonal: true, status: notes.problem?.status ?? 200 };
  renderPage(reply, visitor, head, <CheckoutPage visitor={visitor} quote={quote} typed={typed} notes={notes} />);
}

import { Body, Controller, Post, Res, UseFilters } from '@nestjs/common';
import { findMarket } from '@silkport/markets';
import { CountryUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { offeredCurrency } from '@silkport/pricing';
import { locales } from '@silkport/values';
import type { FastifyReply } from 'fastify';
import { ChoicesForm } from './choices.dto.js';
import { ownPath } from './own-path.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { VisitorCookies } from './visitor-cookies.js';

/** Remembers the visitor's language, country/region and currency, and shows the same page that way. */
@Controller([...locales])
@UseFilters(PageProblemFilter)
export class ChoicesController {
  constructor(private readonly cookies: VisitorCookies) {}

  /** @throws CountryUnknown, CurrencyNotOffered */
  @Post('choices')
  @Allow('public')
  choose(@Body() form: ChoicesForm, @Res() reply: FastifyReply): void {
    if (!findMarket(form.country)) throw new CountryUnknown({ country: form.country }, 'country');
    offeredCurrency(form.currency);
    this.cookies.keepChoices(reply, form);
    void reply.redirect(ownPath(form.back, form.locale), 303);
  }
}

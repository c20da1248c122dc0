import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ProblemFilter } from '@silkport/i18n';
import { ConfirmationLinkInvalid, ConfirmEmail, SignIn, SignOut, SignUp } from '@silkport/identity';
import { Allow, DomainError } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInForm, SignUpForm } from './account.dto.js';
import { ownPath } from './own-path.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { ConfirmEmailPage } from './pages/confirm-email.js';
import { SignInPage } from './pages/sign-in.js';
import { MailSentPage, SignUpPage } from './pages/sign-up.js';
import { readForm, typedText } from './read-form.js';
import { renderPage } from './render-page.js';
import { VisitorCookies } from './visitor-cookies.js';
import { Visitors } from './visitors.js';

/** Accounts: needed for nothing, and useful to have all purchases in one place. */
@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class AccountController {
  constructor(
    private readonly visitors: Visitors, private readonly cookies: VisitorCookies, private readonly signIn: SignIn, private readonly signUp: SignUp, private readonly signOut: SignOut,
    private readonly confirmEmail: ConfirmEmail, private readonly problems: ProblemFilter,
  ) {}

  @Get('sign-in')
  showSignIn(@Query('next') next: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    const onward = typeof next === 'string' ? ownPath(next, visitor.locale) : undefined;
    if (visitor.principal) return void reply.redirect(onward ?? visitor.link('/library'), 303);
    renderPage(reply, visitor, { title: visitor.t('account_page.sign_in'), isPersonal: true }, <SignInPage visitor={visitor} typed={{}} next={onward} />);
  }

  @Post('sign-in')
  async startSession(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const typed = typedText(body);
    const onward = typed.next ? ownPath(typed.next, visitor.locale) : undefined;
    try {
      const { email, password } = await readForm(SignInForm, body);
      const session = await this.signIn.run({ email, password, address: request.ip, userAgent: request.headers['user-agent'] ?? '' });
      this.cookies.startSession(reply, session);
      return await reply.redirect(onward ?? visitor.link('/library'), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = this.problems.problemOf(error, request, visitor.locale);
      const head = { title: visitor.t('account_page.sign_in'), isPersonal: true, status: problem.status };
      renderPage(reply, visitor, head, <SignInPage visitor={visitor} typed={{ email: typed.email }} next={onward} problem={problem} />);
    }
  }

  @Get('sign-up')
  showSignUp(@Query() query: Record<string, unknown>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const visitor = this.visitors.of(request);
    const onward = typeof query.next === 'string' ? ownPath(query.next, visitor.locale) : undefined;
    const head = { title: visitor.t('account_page.sign_up'), isPersonal: true };
    renderPage(reply, visitor, head, query.sent === '1' ? <MailSentPage visitor={visitor} /> : <SignUpPage visitor={visitor} typed={{}} next={onward} />);
  }

  @Post('sign-up')
  async openAccount(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const typed = typedText(body);
    try {
      const { email, password, name } = await readForm(SignUpForm, body);
      await this.signUp.run({ email, password, locale: visitor.locale, ...(name ? { name } : {}) });
      return await reply.redirect(visitor.link('/sign-up?sent=1'), 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = this.problems.problemOf(error, request, visitor.locale);
      const onward = typed.next ? ownPath(typed.next, visitor.locale) : undefined;
      const head = { title: visitor.t('account_page.sign_up'), isPersonal: true, status: problem.status };
      renderPage(reply, visitor, head, <SignUpPage visitor={visitor} typed={{ email: typed.email, name: typed.name }} next={onward} problem={problem} />);
    }
  }

  @Get('confirm-email')
  async confirm(@Query('token') token: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    try {
      if (typeof token !== 'string') throw new ConfirmationLinkInvalid();
      await this.confirmEmail.run(token);
      renderPage(reply, visitor, { title: visitor.t('account_page.confirmed'), isPersonal: true }, <ConfirmEmailPage visitor={visitor} />);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const problem = this.problems.problemOf(error, request, visitor.locale);
      renderPage(reply, visitor, { title: visitor.t('account_page.not_confirmed'), isPersonal: true, status: problem.status }, <ConfirmEmailPage visitor={visitor} problem={problem} />);
    }
  }

  @Post('sign-out')
  async endSession(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    if (visitor.principal) await this.signOut.run(visitor.principal);
    this.cookies.endSession(reply);
    return reply.redirect(visitor.link('/'), 303);
  }
}

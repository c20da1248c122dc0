import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ConfirmEmail, CurrentPrincipal, normaliseEmail, SignUp, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { ConfirmedEmailAnswer, ConfirmEmailDto } from './confirm-email.dto.js';
import { PersonAnswer, personAnswer } from './person-answer.js';
import { SignUpAnswer } from './sign-up-answer.js';
import { SignUpDto } from './sign-up.dto.js';

@ApiTags('people')
@Controller('v1')
export class PeopleController {
  constructor(private readonly signUp: SignUp, private readonly confirmEmail: ConfirmEmail) {}

  /** @throws EmailInvalid, PasswordLengthRefused */
  @Post('people')
  @HttpCode(202)
  @Allow('public')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Open an account; a mail asks to confirm the e-mail' })
  @ApiAcceptedResponse({ type: SignUpAnswer })
  async open(@Body() { email, password, name, locale }: SignUpDto, @ReaderLocale() readerLocale: Locale, @Claim() claim: IdempotentRequest): Promise<SignUpAnswer> {
    await this.signUp.run({ email, password, locale: locale ?? readerLocale, ...(name === undefined ? {} : { name }) }, claim);
    return { email: normaliseEmail(email) };
  }

  /** @throws ConfirmationLinkInvalid, ConfirmationLinkExpired */
  @Post('email-confirmations')
  @HttpCode(200)
  @Allow('public')
  @NeverCached()
  @ApiOperation({ summary: 'Confirm an e-mail; doing it again changes nothing' })
  @ApiOkResponse({ type: ConfirmedEmailAnswer })
  @Refuses(400, 410)
  async confirm(@Body() { token }: ConfirmEmailDto): Promise<ConfirmedEmailAnswer> {
    const { email } = await this.confirmEmail.run(token);
    return { email };
  }

  @Get('me')
  @Allow('signed-in')
  @NeverCached()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: PersonAnswer })
  me(@CurrentPrincipal() principal: Principal): PersonAnswer {
    return personAnswer(principal);
  }
}

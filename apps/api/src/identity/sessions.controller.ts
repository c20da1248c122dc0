import { Body, Controller, Delete, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, sessionCookieName, SignIn, SignOut, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { SessionAnswer, sessionAnswer } from './session-answer.js';
import { SignInDto } from './sign-in.dto.js';

@ApiTags('people')
@Controller('v1/sessions')
export class SessionsController {
  constructor(private readonly signIn: SignIn, private readonly signOut: SignOut) {}

  /** A repeated sign-in checks the password again and gives the same session: its token is stored nowhere. @throws SignInRefused, TooManyTries */
  @Post()
  @Allow('public')
  @NeverCached()
  @CreatesOnce('anew')
  @ApiOperation({ summary: 'Sign in' })
  @ApiCreatedResponse({ type: SessionAnswer })
  @Refuses(401, 429)
  async start(@Body() { email, password }: SignInDto, @Req() { ip, headers }: FastifyRequest, @Claim() claim: IdempotentRequest): Promise<SessionAnswer> {
    const userAgent = headers['user-agent'];
    return sessionAnswer(await this.signIn.run({ email, password, address: ip, ...(userAgent === undefined ? {} : { userAgent }) }, claim));
  }

  @Delete('current')
  @HttpCode(204)
  @Allow('signed-in')
  @NeverCached()
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'The session has ended.' })
  async end(@CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.signOut.run(principal);
    reply.clearCookie(sessionCookieName, { path: '/' });
  }
}

import { Controller, Get, Req, Res } from '@nestjs/common';
import { Allow } from '@silkport/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Visitors } from './visitors.js';

/** The address without a language leads to the visitor's own. */
@Controller()
@Allow('public')
export class FrontDoorController {
  constructor(private readonly visitors: Visitors) {}

  @Get()
  enter(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    void reply.header('vary', 'accept-language, cookie').header('cache-control', 'private, no-cache').redirect(this.visitors.of(request).link(''), 302);
  }
}

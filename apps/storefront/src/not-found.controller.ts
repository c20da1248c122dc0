import { All, Controller, Req, Res, UseFilters } from '@nestjs/common';
import { Allow, NotFound } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from './page-problem.filter.js';

/** Whatever else is asked for under a language: a page that says so and leads back. An address with a slash too many finds its page. */
@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class NotFoundController {
  /** @throws NotFound */
  @All('*')
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const [path = '', query] = request.url.split('?', 2);
    const shorter = path.replace(/\/+$/, '');
    if (shorter === path || !/^\/[^/\\]/.test(shorter)) throw new NotFound();
    void reply.redirect(query === undefined ? shorter : `${shorter}?${query}`, 308);
  }
}

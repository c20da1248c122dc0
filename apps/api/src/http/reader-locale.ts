import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { negotiateLocale } from '@silkport/i18n';
import { isLocale, locales, type Locale } from '@silkport/values';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';

/** The query of a route whose answer has translated texts. */
export class LocaleQuery {
  @ApiPropertyOptional({ enum: locales, description: 'Language of the answer; without it the best match of Accept-Language.', example: 'ru' })
  @IsOptional() @IsIn(locales)
  locale?: Locale;
}

/** The reader's language, as a handler's argument: `?locale=` before Accept-Language. */
export const ReaderLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale => {
  const { query, headers } = context.switchToHttp().getRequest<FastifyRequest<{ Querystring: { locale?: unknown } }>>();
  return typeof query.locale === 'string' && isLocale(query.locale) ? query.locale : negotiateLocale(headers['accept-language']);
});

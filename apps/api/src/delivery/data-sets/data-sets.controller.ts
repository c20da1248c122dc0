import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { csvBody, DataSetReads, QueryDataSet } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { DataQueryDto, HeldDataSetAnswer, heldDataSetAnswer, queryPageAnswer, QueryPageAnswer } from './data-set-answer.js';

/** A data set, for who bought it. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId/data-set')
@Allow('order-holder')
export class DataSetsController {
  constructor(private readonly held: HeldItems, private readonly sets: DataSetReads, private readonly query: QueryDataSet) {}

  /** @throws OrderUnknown, EntitlementUnknown, DataSetUnknown */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'The data set that was bought: its schema, what is left of its rows, and whether it may leave' })
  @ApiOkResponse({ type: HeldDataSetAnswer })
  @Refuses(400, 404)
  async show(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() principal?: Principal,
  ): Promise<HeldDataSetAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    return heldDataSetAnswer(await this.sets.held(entitlement.id), reader);
  }

  /**
   * Asked again it is answered again, and counted again.
   * @throws AccessNotReady, AccessSuspended, AccessExpired, DataSetNotQueried, RowQuotaUsedUp, QueryRefused, QueryWrong, QueryTooLong, QueryAnswerRefused, QueriesBusy
   */
  @Post('queries')
  @HttpCode(200)
  @NeverCached()
  @ApiExtraModels(QueryPageAnswer)
  @ApiOperation({ summary: 'Ask the data set, in SQL; the rows of the answer are counted, one with more columns than the widest table as several' })
  @ApiOkResponse({ description: 'A page of rows, or all of them as CSV.', content: { 'application/json': { schema: { $ref: getSchemaPath(QueryPageAnswer) } }, 'text/csv': { schema: { type: 'string' } } } })
  @Refuses(400, 402, 403, 404, 409, 410, 422, 429)
  async ask(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { sql, format = 'json', limit = 100, offset = 0 }: DataQueryDto,
    @Req() request: FastifyRequest, @Res() reply: FastifyReply, @CurrentPrincipal() principal?: Principal,
  ): Promise<void> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    const query = { entitlementId: entitlement.id, sql, client: this.held.clientOf(request) };
    if (format === 'json') return reply.send(queryPageAnswer(await this.query.run({ ...query, limit, offset })));
    await reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="rows.csv"').send(csvBody(await this.query.stream(query)));
  }
}

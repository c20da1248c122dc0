import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AccessLog, GiveSeat, SeatReads } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { IsEmail, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { AccessesAnswer, accessesAnswer } from '../access/access-answer.js';
import { HeldItems } from '../held-items.js';

export class SeatDto {
  @ApiProperty({ maxLength: 254, format: 'email', example: 'student@example.kz' })
  @MaxLength(254) @IsEmail()
  email: string;
}

export class SeatAnswer {
  @ApiProperty({ type: 'integer', example: 1 }) seat: number;
  @ApiProperty({ type: String, nullable: true, description: 'Null while the order’s holder uses it.', example: 'student@example.kz' }) email: string | null;
}

/** Who uses a seat, and how it was used. The seat's own holder may read it by the seat's key, but not give it on. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId')
@Allow('order-holder')
export class SeatsController {
  constructor(private readonly held: HeldItems, private readonly seats: SeatReads, private readonly giveSeat: GiveSeat, private readonly log: AccessLog) {}

  /** @throws OrderUnknown, EntitlementUnknown */
  @Get('seat')
  @NeverCached()
  @ApiOperation({ summary: 'Who uses a seat' })
  @ApiOkResponse({ type: SeatAnswer })
  @Refuses(400, 404)
  async show(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<SeatAnswer> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    return { seat: entitlement.seat, email: (await this.seats.of(entitlement.id))?.email ?? null };
  }

  /** Idempotent by nature: the same address again changes nothing. @throws OrderUnknown, EntitlementUnknown, SeatNotYours, SeatNotGivable, SeatGivenTooOften */
  @Put('seat')
  @NeverCached()
  @ApiOperation({ summary: 'Give a seat to somebody, who gets a link to it by mail; the link of whoever had it before opens nothing any more' })
  @ApiOkResponse({ type: SeatAnswer })
  @Refuses(400, 403, 404, 409, 429)
  async give(
    @Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { email }: SeatDto, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<SeatAnswer> {
    const held = await this.held.require(number, id, key, principal);
    const given = await this.giveSeat.run(held, email, this.held.clientOf(request));
    return { seat: held.entitlement.seat, email: given.email };
  }

  /** @throws OrderUnknown, EntitlementUnknown, SeatNotYours, SeatNotGivable */
  @Delete('seat')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a seat back; doing it again changes nothing' })
  @ApiNoContentResponse({ description: 'The order’s holder uses it.' })
  @Refuses(400, 403, 404, 409)
  async takeBack(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<void> {
    await this.giveSeat.run(await this.held.require(number, id, key, principal), null);
  }

  /** @throws OrderUnknown, EntitlementUnknown */
  @Get('accesses')
  @NeverCached()
  @ApiOperation({ summary: 'When, how and from where something bought was used' })
  @ApiOkResponse({ type: AccessesAnswer })
  @Refuses(400, 404)
  async accesses(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @CurrentPrincipal() principal?: Principal): Promise<AccessesAnswer> {
    const { entitlement, holdsOrder } = await this.held.require(number, id, key, principal);
    return accessesAnswer(await this.log.of(entitlement.id, { holdsOrder }));
  }
}

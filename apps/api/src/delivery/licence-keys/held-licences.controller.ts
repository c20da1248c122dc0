import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ActivateMachine, DeactivateMachine, IssueLicenceFile, LicenceReads, MachineNotActive } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { HeldMachineDto } from './held-machine.dto.js';
import { ActivatedAnswer, activatedAnswer, heldLicenceAnswer, HeldLicencesAnswer, licenceFileAnswer, LicenceFileAnswer } from './licence-answer.js';

/** The key of a seat and its machines, for whoever holds what was bought. */
@ApiTags('delivery')
@Controller('v1/orders/:number/deliveries/:entitlementId')
@Allow('order-holder')
export class HeldLicencesController {
  constructor(
    private readonly held: HeldItems, private readonly licences: LicenceReads, private readonly activateMachine: ActivateMachine, private readonly deactivateMachine: DeactivateMachine,
    private readonly issueFile: IssueLicenceFile,
  ) {}

  /** @throws OrderUnknown, EntitlementUnknown */
  @Get('licence')
  @NeverCached()
  @ApiOperation({ summary: 'The licence key and the machines that it is used on. The first reading is noted; the key is always the same' })
  @ApiOkResponse({ type: HeldLicencesAnswer })
  @Refuses(400, 404)
  async show(
    @Param('number') number: string, @Param('entitlementId') entitlementId: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<HeldLicencesAnswer> {
    const { entitlement } = await this.held.require(number, entitlementId, key, principal);
    return { items: (await this.licences.ofEntitlement(entitlement, this.held.clientOf(request))).map(heldLicenceAnswer) };
  }

  /** @throws OrderUnknown, EntitlementUnknown, LicenceKeyUnknown, MachineLimitReached, AccessNotReady, AccessSuspended, AccessExpired */
  @Post('machines')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Give a machine without network a place, by its fingerprint; one that has a place keeps it' })
  @ApiOkResponse({ type: ActivatedAnswer })
  @Refuses(400, 403, 404, 409, 410, 422)
  async activate(
    @Param('number') number: string, @Param('entitlementId') entitlementId: string, @Body() machine: HeldMachineDto, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest,
    @CurrentPrincipal() principal?: Principal,
  ): Promise<ActivatedAnswer> {
    const { entitlement } = await this.held.require(number, entitlementId, key, principal);
    return activatedAnswer(await this.activateMachine.run({ licence: { entitlementId: entitlement.id }, ...machine, client: this.held.clientOf(request) }));
  }

  /** @throws OrderUnknown, EntitlementUnknown, LicenceKeyUnknown */
  @Delete('machines/:machineId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Deactivate a machine. Its place is free when its last licence file has ended. Doing it again changes nothing' })
  @ApiNoContentResponse({ description: 'It is not active; the licence says when its place is free.' })
  @Refuses(400, 404)
  async deactivate(
    @Param('number') number: string, @Param('entitlementId') entitlementId: string, @Param('machineId') machineId: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest,
    @CurrentPrincipal() principal?: Principal,
  ): Promise<void> {
    const { entitlement } = await this.held.require(number, entitlementId, key, principal);
    if (isId(machineId)) await this.deactivateMachine.run({ licence: { entitlementId: entitlement.id }, machine: { machineId }, client: this.held.clientOf(request) });
  }

  /** Asked again it is another file with the next number, which is as good. @throws OrderUnknown, EntitlementUnknown, LicenceKeyUnknown, MachineNotActive, LeaseNeeded, AccessNotReady, AccessSuspended, AccessExpired */
  @Post('machines/:machineId/licence-file')
  @NeverCached()
  @ApiOperation({ summary: 'A signed file that proves the licence to one machine without network' })
  @ApiCreatedResponse({ type: LicenceFileAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async file(
    @Param('number') number: string, @Param('entitlementId') entitlementId: string, @Param('machineId') machineId: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest,
    @CurrentPrincipal() principal?: Principal,
  ): Promise<LicenceFileAnswer> {
    const { entitlement } = await this.held.require(number, entitlementId, key, principal);
    if (!isId(machineId)) throw new MachineNotActive({}, 'machineId');
    return licenceFileAnswer(await this.issueFile.run({ licence: { entitlementId: entitlement.id }, machine: { machineId }, client: this.held.clientOf(request) }));
  }
}

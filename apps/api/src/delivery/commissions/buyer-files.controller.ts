import { Body, Controller, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdmitToWork, BuyerActs, CommissionReads, CommissionUnknown, ReceiveBuyerFiles, takesFiles } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import { OrderKeyQuery } from '../../ordering/order-key-query.js';
import { HeldItems } from '../held-items.js';
import { CommissionFilesAnswer } from './commission-answer.js';
import { FilesDto, SentFilesDto } from './commission.dto.js';

/** What a buyer of work to order sends for it: first the files, then what they belong to. */
@ApiTags('delivery')
@ApiParam({ name: 'entitlementId', format: 'uuid' })
@Controller('v1/orders/:number/deliveries/:entitlementId/commission')
@Allow('order-holder')
export class BuyerFilesController {
  constructor(private readonly held: HeldItems, private readonly admit: AdmitToWork, private readonly commissions: CommissionReads, private readonly acts: BuyerActs, private readonly receive: ReceiveBuyerFiles) {}

  /**
   * Sent twice, they wait twice, and what is given with nothing is removed.
   * @throws OrderUnknown, EntitlementUnknown, CommissionUnknown, FormNotUnderstood, BuyerFileTooLarge, TooManyBuyerFiles, AssetEmpty, AccessNotReady, AccessSuspended, AccessExpired
   */
  @Post('files')
  @RouteConfig(takesFiles)
  @NeverCached()
  @ApiOperation({ summary: 'Send files, all or none of them; they are checked, and wait a day to be given with the brief or with what is said to a part' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: SentFilesDto })
  @ApiCreatedResponse({ type: CommissionFilesAnswer })
  @Refuses(400, 403, 404, 409, 410, 413, 422)
  async send(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<CommissionFilesAnswer> {
    const entitlementId = await this.usable(number, id, key, principal, request);
    const { fileIds, problem } = await this.receive.run(entitlementId, request.raw.iterator({ destroyOnReturn: false }), request.headers['content-type']);
    if (problem) throw problem;
    return { items: (await this.commissions.waitingFiles(entitlementId)).filter((file) => fileIds.includes(file.id)) };
  }

  /** @throws as `send`, MilestoneActRefused, BuyerFileUnknown */
  @Post('brief/files')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Add files to a brief that was given, while work is left to do. Doing it again changes nothing' })
  @ApiOkResponse({ type: CommissionFilesAnswer })
  @Refuses(400, 403, 404, 409, 410)
  async add(@Param('number') number: string, @Param('entitlementId') id: string, @Query() { key }: OrderKeyQuery, @Body() { fileIds }: FilesDto, @Req() request: FastifyRequest, @CurrentPrincipal() principal?: Principal): Promise<CommissionFilesAnswer> {
    const entitlementId = await this.usable(number, id, key, principal, request);
    await this.acts.addFiles(entitlementId, fileIds, this.held.clientOf(request));
    return { items: [...(await this.commissions.require(entitlementId)).briefFiles] };
  }

  private async usable(number: string, id: string, key: string | undefined, principal: Principal | undefined, request: FastifyRequest): Promise<string> {
    const { entitlement } = await this.held.require(number, id, key, principal);
    if (entitlement.deliveryKind !== 'commission') throw new CommissionUnknown();
    await this.admit.run(entitlement, this.held.clientOf(request));
    return entitlement.id;
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { PublishRelease, ReleaseReads, SetReleaseTerms, WithdrawFile } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { FileWithdrawalDto, NewReleaseAnswer, releaseAnswer, releaseContent, ReleaseDto, ReleasesAnswer, ReleaseTermsDto } from './release.dto.js';

/** The versions of a merchant's files, and who gets them. */
@ApiTags('merchant')
@ApiParam({ name: 'productId', format: 'uuid' })
@Controller('v1/merchant/products/:productId')
@Allow('merchant')
export class ReleasesController {
  constructor(
    private readonly own: OwnProducts, private readonly releases: ReleaseReads, private readonly publishRelease: PublishRelease, private readonly setTerms: SetReleaseTerms, private readonly withdrawFile: WithdrawFile,
  ) {}

  /** @throws NotYourProduct */
  @Get('releases')
  @NeverCached()
  @ApiOperation({ summary: 'The releases of a product with their files, newest first' })
  @ApiOkResponse({ type: ReleasesAnswer })
  @Refuses(404)
  async list(@Param('productId') productId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<ReleasesAnswer> {
    await this.own.require(productId, merchantId);
    const [givesUpdates, releases] = await Promise.all([this.releases.givesUpdates(productId), this.releases.ofProduct(productId)]);
    return { givesUpdates, items: releases.map(releaseAnswer) };
  }

  /** @throws NotYourProduct, ReleaseVersionTaken, UploadUnknown, UploadNotReady */
  @Post('releases')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Publish a release: it takes the place of the one before, and those who bought the product get it and a mail, unless the product gives no updates' })
  @ApiCreatedResponse({ type: NewReleaseAnswer })
  @Refuses(400, 404, 409)
  async publish(@Param('productId') productId: string, @Body() release: ReleaseDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<NewReleaseAnswer> {
    await this.own.require(productId, merchantId);
    return { id: await this.publishRelease.run({ ...releaseContent(release), productId, merchantId }, claim) };
  }

  /** @throws NotYourProduct */
  @Put('release-terms')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Say whether those who bought before get later releases' })
  @ApiNoContentResponse({ description: 'It is so for what is published from now on.' })
  @Refuses(400, 404)
  async terms(@Param('productId') productId: string, @Body() { givesUpdates }: ReleaseTermsDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.own.require(productId, merchantId);
    await this.setTerms.run({ productId, givesUpdates });
  }

  /** @throws NotYourProduct, ReleaseFileUnknown */
  @Delete('files/:fileId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a file back from everybody, also from those who have it. Doing it again changes nothing' })
  @ApiParam({ name: 'fileId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Nobody gets it any more; its bytes are kept for disputes, and the reason is in the audit.' })
  @Refuses(400, 404)
  async withdraw(@Param('productId') productId: string, @Param('fileId') fileId: string, @Query() { reason }: FileWithdrawalDto, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<void> {
    await this.own.require(productId, merchantId);
    await this.withdrawFile.run({ productId, fileId, reason, personId });
  }
}

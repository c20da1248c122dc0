import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AddChapter, ChangeChapter, ChapterUnknown, MerchantChapters, OrderChapters } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { chapterAnswer, chapterContent, ChapterDto, ChapterOrderDto, ChaptersAnswer, NewChapterAnswer } from './chapter.dto.js';

/** What of a merchant's product is played and read, in which order, and what of it is free. */
@ApiTags('merchant')
@Controller('v1/merchant')
@Allow('merchant')
export class MerchantChaptersController {
  constructor(
    private readonly chapters: MerchantChapters, private readonly addChapter: AddChapter, private readonly changeChapter: ChangeChapter, private readonly orderChapters: OrderChapters, private readonly own: OwnProducts, private readonly clock: Clock,
  ) {}

  /** @throws NotYourProduct */
  @Get('products/:productId/chapters')
  @NeverCached()
  @ApiOperation({ summary: 'The chapters of a product, also those that are not out yet' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiOkResponse({ type: ChaptersAnswer })
  @Refuses(404)
  async list(@Param('productId') productId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<ChaptersAnswer> {
    await this.own.require(productId, merchantId);
    return { items: (await this.chapters.of(productId, merchantId)).map(chapterAnswer) };
  }

  /** @throws NotYourProduct, ChapterRefused, ChapterUnplayable */
  @Post('products/:productId/chapters')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Add a chapter behind the others; a product without any plays its files in their order' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiCreatedResponse({ type: NewChapterAnswer })
  @Refuses(404)
  async add(@Param('productId') productId: string, @Body() chapter: ChapterDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<NewChapterAnswer> {
    await this.own.require(productId, merchantId);
    return { id: await this.addChapter.run({ ...chapterContent(chapter, this.clock.now()), productId, merchantId }, claim) };
  }

  /** @throws NotYourProduct, ChapterOrderRefused */
  @Put('products/:productId/chapters/order')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Put the chapters into an order' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'They are in that order.' })
  @Refuses(404, 422)
  async order(@Param('productId') productId: string, @Body() { chapterIds }: ChapterOrderDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.own.require(productId, merchantId);
    await this.orderChapters.run({ productId, merchantId, chapterIds });
  }

  /** @throws ChapterUnknown, ChapterRefused, ChapterUnplayable */
  @Put('chapters/:chapterId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Say anew what a chapter is' })
  @ApiParam({ name: 'chapterId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is so from now on, also for who bought before.' })
  @Refuses(404, 422)
  async change(@Param('chapterId') chapterId: string, @Body() chapter: ChapterDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.changeChapter.run({ ...chapterContent(chapter, this.clock.now()), chapterId: known(chapterId), merchantId });
  }

  /** @throws ChapterUnknown */
  @Delete('chapters/:chapterId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take a chapter away, also from who bought it; its file stays' })
  @ApiParam({ name: 'chapterId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refuses(404)
  async remove(@Param('chapterId') chapterId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.changeChapter.remove({ chapterId: known(chapterId), merchantId });
  }
}

/** @throws ChapterUnknown */
function known(chapterId: string): string {
  if (!isId(chapterId)) throw new ChapterUnknown();
  return chapterId;
}

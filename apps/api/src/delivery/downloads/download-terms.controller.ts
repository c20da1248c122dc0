import { Body, Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { NotYourProduct } from '@silkport/catalog';
import { DownloadTermsReads, SetDownloadTerms, unstampedReasons, type UnstampedReason } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { IsBoolean, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';

const highestLimit = 1000;

export class DownloadTermsDto {
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: highestLimit, description: 'How often each file may reach a buyer whole; null without limit.', example: 5 })
  @ValidateIf((_, value) => value !== null) @Max(highestLimit) @Min(1) @IsInt()
  completedLimit: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: highestLimit, description: 'How often each recording may be played where it was bought; null, or without it, without limit. A play is begun by its first bytes; it goes on while it does not pause for half an hour, also when its page is opened again.', example: 10 })
  @IsOptional() @Max(highestLimit) @Min(1) @IsInt()
  playLimit?: number | null;

  @ApiProperty({ description: 'PDF, EPUB and images of up to 32 MiB carry the number of their order. What goes out without it all the same is named by GET.', example: true })
  @IsBoolean()
  stampsOrderNumber: boolean;
}

export class UnstampedFileAnswer {
  @ApiProperty({ format: 'uuid' }) fileId: string;
  @ApiProperty({ example: 'film.mp4' }) fileName: string;
  @ApiProperty({ enum: unstampedReasons, description: 'Larger than 32 MiB; tried, and broken, encrypted, or of pages, frames or depth that would be lost; or of a kind that bears no number.', example: 'other_kind' }) reason: UnstampedReason;
}

export class DownloadTermsAnswer {
  @ApiProperty({ type: 'integer', nullable: true, description: 'How often each file may reach a buyer whole; null without limit.', example: 5 }) completedLimit: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How often each recording may be played; null without limit.', example: null }) playLimit: number | null;
  @ApiProperty({ example: true }) stampsOrderNumber: boolean;
  @ApiProperty({ type: [UnstampedFileAnswer], description: 'Files that buyers get without the number of their order, although it is wanted.' }) unstamped: UnstampedFileAnswer[];
}

@ApiTags('merchant')
@Controller('v1/merchant/products/:productId/download-terms')
@Allow('merchant')
export class DownloadTermsController {
  constructor(private readonly setTerms: SetDownloadTerms, private readonly terms: DownloadTermsReads, private readonly own: OwnProducts) {}

  /** @throws NotYourProduct */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'How the files of a product are given out, and which of them go out without the number of their order' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiOkResponse({ type: DownloadTermsAnswer })
  @Refuses(404)
  async read(@Param('productId') productId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<DownloadTermsAnswer> {
    await this.own.require(productId, merchantId);
    const { unstamped, ...terms } = await this.terms.ofProduct(productId);
    return { ...terms, unstamped: [...unstamped] };
  }

  /** @throws NotYourProduct */
  @Put()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'How the files of a product are given out, from now on and for what was bought before' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is so from now on.' })
  @Refuses(404)
  async set(@Param('productId') productId: string, @Body() { completedLimit, playLimit = null, stampsOrderNumber }: DownloadTermsDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    if (!isId(productId)) throw new NotYourProduct();
    await this.setTerms.run({ productId, merchantId, completedLimit, playLimit, stampsOrderNumber });
  }
}

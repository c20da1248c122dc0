import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { NotYourProduct } from '@silkport/catalog';
import { SetDownloadTerms } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { isId } from '@silkport/values';
import { IsBoolean, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';

const highestLimit = 1000;

export class DownloadTermsDto {
  @ApiProperty({ type: 'integer', nullable: true, minimum: 1, maximum: highestLimit, description: 'How often each file may reach a buyer whole; null without limit.', example: 5 })
  @ValidateIf((_, value) => value !== null) @Max(highestLimit) @Min(1) @IsInt()
  completedLimit: number | null;

  @ApiProperty({ description: 'PDF, EPUB and images of up to 32 MiB carry the number of their order.', example: true })
  @IsBoolean()
  stampsOrderNumber: boolean;
}

@ApiTags('merchant')
@Controller('v1/merchant/products/:productId/download-terms')
@Allow('merchant')
export class DownloadTermsController {
  constructor(private readonly setTerms: SetDownloadTerms) {}

  /** @throws NotYourProduct */
  @Put()
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'How the files of a product are given out, from now on and for what was bought before' })
  @ApiParam({ name: 'productId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is so from now on.' })
  @Refuses(404)
  async set(@Param('productId') productId: string, @Body() { completedLimit, stampsOrderNumber }: DownloadTermsDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    if (!isId(productId)) throw new NotYourProduct();
    await this.setTerms.run({ productId, merchantId, completedLimit, stampsOrderNumber });
  }
}

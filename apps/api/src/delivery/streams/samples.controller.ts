import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ProductReads, ProductUnknown, ProductWithdrawn } from '@silkport/catalog';
import { PlaybackLinks, TrackReads } from '@silkport/delivery';
import { Allow, CONFIG, type Config } from '@silkport/platform';
import { Clock, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { isPlain } from '../../http/code-text.js';
import { ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { trackAnswer, TrackAnswer } from './track-answer.js';

export class SamplesAnswer {
  @ApiProperty({ type: [TrackAnswer] }) items: TrackAnswer[];
}

@ApiTags('catalogue')
@Controller('v1/products/:slug/samples')
export class SamplesController {
  constructor(
    private readonly products: ProductReads, private readonly tracks: TrackReads, private readonly links: PlaybackLinks, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws ProductUnknown, ProductWithdrawn */
  @Get()
  @Allow('public')
  @NeverCached()
  @ApiOperation({ summary: 'What everybody may play or read of a product before buying it' })
  @ApiParam({ name: 'slug', example: 'porcelain-pattern-library' })
  @ApiOkResponse({ type: SamplesAnswer })
  @Refuses(404, 410)
  async list(@Param('slug') slug: string, @ReaderLocale() reader: Locale): Promise<SamplesAnswer> {
    const product = isPlain(slug) ? await this.products.bySlug(slug, 'CNY') : undefined;
    if (!product) throw new ProductUnknown({}, 'slug');
    if (product.status === 'withdrawn') throw new ProductWithdrawn({}, 'slug');
    const { publicUrl } = this.config;
    const urlOf = (assetId: string) => publicUrl + this.links.show(null, assetId, this.clock.now());
    const items = (await this.tracks.samplesOf(product.id)).map((track) => trackAnswer(track, { urlOf, page: `${publicUrl}/${reader}/products/${slug}/sample/${track.id}` }, reader));
    return { items };
  }
}

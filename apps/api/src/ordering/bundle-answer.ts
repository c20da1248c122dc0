import { ApiProperty } from '@nestjs/swagger';
import type { OrderLineView } from '@silkport/ordering';
import { translation, type Locale } from '@silkport/values';

/** The bundle that a line was ordered in. */
export class BundleAnswer {
  @ApiProperty({ format: 'uuid', description: 'The variant that was put into the basket.' }) variantId: string;
  @ApiProperty({ example: 'clay-film-collection' }) productSlug: string;
  @ApiProperty({ example: 'Clay film collection' }) name: string;
}

export function bundleAnswer(bundle: OrderLineView['bundle'] | undefined, locale: Locale): BundleAnswer | null {
  return bundle ? { variantId: bundle.variantId, productSlug: bundle.productSlug, name: translation(bundle.productName, locale).text } : null;
}

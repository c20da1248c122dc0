import { ApiProperty } from '@nestjs/swagger';
import type { MerchantView, SizeClass } from '@silkport/clusters';
import { locales, translation, type Locale } from '@silkport/values';

const sizeClasses = ['leading', 'small-and-medium'] as const satisfies readonly SizeClass[];

/** A seller of record. */
export class MerchantAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'clay-and-cobalt-press' }) slug: string;
  @ApiProperty({ example: 'jingdezhen' }) clusterId: string;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) name: string;
  @ApiProperty({ enum: locales, description: 'The language that the texts are really in.', example: 'en' }) nameLocale: Locale;
  @ApiProperty({ example: 'Jingdezhen' }) city: string;
  @ApiProperty({ example: 'Three sisters who draw what their grandfather fired.' }) story: string;
  @ApiProperty({ enum: sizeClasses, example: 'small-and-medium' }) sizeClass: SizeClass;
  @ApiProperty({ type: 'integer', example: 2009 }) foundedYear: number;
  @ApiProperty({ description: 'Country/region of residence, ISO 3166-1 alpha-2.', example: 'CN' }) country: string;
}

export function merchantAnswer({ id, slug, clusterId, name, city, story, sizeClass, foundedYear, country }: MerchantView, locale: Locale): MerchantAnswer {
  const named = translation(name, locale);
  return {
    id, slug, clusterId, name: named.text, nameLocale: named.locale, city: translation(city, locale).text, story: translation(story, locale).text, sizeClass, foundedYear, country,
  };
}

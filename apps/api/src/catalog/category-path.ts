import { ApiProperty } from '@nestjs/swagger';
import { pathOf, taxonomyNodes } from '@silkport/markets';
import { locales, type Locale } from '@silkport/values';

export class NamedAnswer {
  @ApiProperty({ example: 'dp.visual' }) id: string;
  @ApiProperty({ example: 'Visual arts' }) name: string;
}

/** Every path in every language, made once: product pages name them thousands of times a second. */
const paths: ReadonlyMap<Locale, ReadonlyMap<string, readonly NamedAnswer[]>> = new Map(locales.map((locale) => [
  locale, new Map(taxonomyNodes.map(({ id }) => [id, pathOf(id).map((node) => ({ id: node.id, name: node.names[locale] }))])),
]));

/** From the root to the category itself. */
export function categoryPath(taxonomyId: string, locale: Locale): readonly NamedAnswer[] {
  return paths.get(locale)?.get(taxonomyId) ?? [];
}

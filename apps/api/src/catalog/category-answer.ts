import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, kindsOfLeaf, type DeliveryKind } from '@silkport/catalog';
import { childrenOf, taxonomyRoots, type TaxonomyNode } from '@silkport/markets';
import { locales, type Locale } from '@silkport/values';

const kinds = ['service', 'goods'] as const;

/** A class of what is traded, with those below it. */
export class CategoryAnswer {
  @ApiProperty({ example: 'dp.visual' }) id: string;
  @ApiProperty({ example: 'Visual arts' }) name: string;
  @ApiProperty({ enum: locales, example: 'en' }) nameLocale: Locale;
  @ApiProperty({ type: 'integer', enum: [1, 2, 3], description: 'Root, branch, leaf; products hang on leaves.', example: 2 }) level: 1 | 2 | 3;
  @ApiProperty({ type: String, enum: kinds, nullable: true, description: 'Of leaves only.', example: null }) kind: 'service' | 'goods' | null;
  @ApiProperty({ enum: deliveryKinds, isArray: true, description: 'In which ways products of a leaf may be delivered.', example: [] }) deliveryKinds: DeliveryKind[];
  @ApiProperty({ type: () => [CategoryAnswer], example: [] }) children: CategoryAnswer[];
}

export class CategoriesAnswer {
  @ApiProperty({ type: [CategoryAnswer] }) items: CategoryAnswer[];
}

function categoryAnswer({ id, names, level, kind }: TaxonomyNode, locale: Locale): CategoryAnswer {
  return { id, name: names[locale], nameLocale: locale, level, kind: kind ?? null, deliveryKinds: kindsOfLeaf(id), children: childrenOf(id).map((child) => categoryAnswer(child, locale)) };
}

const trees = new Map(locales.map((locale): [Locale, CategoriesAnswer] => [locale, { items: taxonomyRoots.map((root) => categoryAnswer(root, locale)) }]));

/** The whole tree in one language, made once. */
export function categoriesAnswer(locale: Locale): CategoriesAnswer {
  return trees.get(locale) ?? { items: [] };
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind, type ListOrder } from '@silkport/catalog';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { CodeText } from '../http/code-text.js';
import { PageQuery } from '../http/page-query.js';

const listOrders = ['newest', 'price', '-price'] as const satisfies readonly ListOrder[];

/** What narrows both the list and the search. */
export class ProductPageQuery extends PageQuery {
  @ApiPropertyOptional({ default: 'CNY', description: 'ISO 4217; one of /v1/currencies.', example: 'KZT' })
  @MaxLength(10) @IsString()
  currency: string = 'CNY';

  @ApiPropertyOptional({ type: String, description: 'The buyer’s country/region, ISO 3166-1 alpha-2: merchants may have prices of their own for it.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  country?: string;

  @ApiPropertyOptional({ description: 'Id of an industrial cluster.', example: 'jingdezhen' })
  @IsOptional() @CodeText()
  cluster?: string;

  @ApiPropertyOptional({ description: 'Id of a category: root, branch or leaf.', example: 'dp.lit' })
  @IsOptional() @CodeText()
  category?: string;

  @ApiPropertyOptional({ enum: deliveryKinds })
  @IsOptional() @IsIn(deliveryKinds)
  delivery?: DeliveryKind;
}

export class ProductListQuery extends ProductPageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Id of a merchant.' })
  @IsOptional() @IsUUID()
  merchant?: string;

  @ApiPropertyOptional({ enum: listOrders, default: 'newest' })
  @IsIn(listOrders)
  order: ListOrder = 'newest';
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { entitlementStates, type AskedState, type EntitlementState } from '@silkport/delivery';
import { IsIn, IsISO31661Alpha2, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { CodeText, PlainText } from '../../http/code-text.js';
import { PageQuery } from '../../http/page-query.js';

const askedStates = ['active', 'suspended', 'revoked'] as const satisfies readonly AskedState[];

export class AccessChangeDto {
  @ApiProperty({ enum: askedStates, description: 'Active again it becomes when nothing else withholds it; what is revoked stays so.', example: 'suspended' })
  @IsIn(askedStates)
  to: AskedState;

  @ApiProperty({ maxLength: 500, description: 'Kept with the change.', example: 'The account was shared' })
  @MaxLength(500) @PlainText()
  reason: string;
}

export class EntitlementQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional() @IsUUID()
  productId?: string;

  @ApiPropertyOptional({ enum: entitlementStates })
  @IsOptional() @IsIn(entitlementStates)
  state?: EntitlementState;
}

/** Names a class of the taxonomy or a product, not both. */
export class AccessRuleDto {
  @ApiProperty({ description: 'Country/region of the buyers.', example: 'KZ' })
  @IsISO31661Alpha2()
  country: string;

  @ApiPropertyOptional({ example: 'da.dataset' })
  @IsOptional() @CodeText()
  taxonomyId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional() @IsUUID()
  productId?: string;

  @ApiProperty({ maxLength: 500, example: 'Export licence withdrawn' })
  @MaxLength(500) @PlainText()
  reason: string;

  @ApiProperty({ maxLength: 500, description: 'The law or decision.', example: 'Order 12 of 2026' })
  @MaxLength(500) @PlainText()
  source: string;
}

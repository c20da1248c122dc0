import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInstant } from '@silkport/i18n';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { OrderKeyQuery } from '../order-key-query.js';

const kinds = ['terms', 'pause', 'resume', 'cancel', 'keep', 'retry'] as const;
const mostSeats = 1000;

/** What a subscription is to do. Another plan, or another number of seats, is `terms`. */
export class SubscriptionChangeDto {
  @ApiProperty({ enum: kinds, description: '`cancel` ends it with its period, `keep` takes that back, `retry` collects what is owed.', example: 'terms' }) @IsIn(kinds) kind: (typeof kinds)[number];
  @ApiPropertyOptional({ format: 'uuid', description: 'Of `terms`: another variant of the product, whatever interval it is charged by.' }) @IsOptional() @IsUUID() variantId?: string;
  @ApiPropertyOptional({ type: 'integer', description: 'Of `terms`: another number of seats.', minimum: 1, maximum: mostSeats }) @IsOptional() @IsInt() @Min(1) @Max(mostSeats) seats?: number;
  @ApiPropertyOptional({ format: 'date-time', description: 'Of `terms`: the moment for which the price was shown, as it was answered with it. Needed where something is charged at once.' }) @IsOptional() @IsInstant() proratedAt?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Of `pause`: when it goes on by itself.' }) @IsOptional() @IsInstant() resumesAt?: string;
}

/** Names a variant or a number of seats. */
export class PricedChangeQuery extends OrderKeyQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() variantId?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: mostSeats }) @IsOptional() @Transform(({ value }) => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : (value as unknown))) @IsInt() @Min(1) @Max(mostSeats) seats?: number;
}

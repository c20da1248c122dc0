import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { parcelStates, shipmentReturnReasons, type ParcelState, type ShipmentReturnReason } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsInt, IsOptional, IsUUID, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { PlainText } from '../../http/code-text.js';
import { PageQuery } from '../../http/page-query.js';

export class CarriageDto {
  @ApiPropertyOptional({ maxLength: 100, description: 'A code of GET /v1/merchant/carriers, or the name of another carrier.', example: 'ems' })
  @IsOptional() @MaxLength(100) @PlainText()
  carrier?: string;

  @ApiPropertyOptional({ maxLength: 100, example: 'EE123456789CN' })
  @IsOptional() @MaxLength(100) @PlainText()
  tracking?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1_000_000, description: 'Of the whole box.', example: 850 })
  @IsOptional() @Max(1_000_000) @Min(1) @IsInt()
  weightGrams?: number;
}

export class PackedLineDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  lineId: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10_000, example: 1 })
  @Max(10_000) @Min(1) @IsInt()
  quantity: number;
}

export class PackingDto extends CarriageDto {
  @ApiProperty({ type: [PackedLineDto], description: 'Lines of the merchant, each whole or some of its pieces.' })
  @Type(() => PackedLineDto) @ValidateNested({ each: true }) @ArrayMaxSize(100) @ArrayNotEmpty() @IsArray()
  lines: PackedLineDto[];
}

export class ParcelQuery extends PageQuery {
  @ApiPropertyOptional({ enum: parcelStates })
  @IsOptional() @IsIn(parcelStates)
  state?: ParcelState;
}

export class ShipmentReturnDto {
  @ApiProperty({ enum: shipmentReturnReasons, description: '`undeliverable`: the carrier could not hand it over, and its money goes back at once; `sent_back`: its buyer sent it back, also after delivery, and nothing is paid back by that alone. What is sent back after a withdrawal is noted by the line.', example: 'undeliverable' })
  @IsIn(shipmentReturnReasons)
  reason: ShipmentReturnReason;
}

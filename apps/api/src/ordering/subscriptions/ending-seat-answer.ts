import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { LocaleQuery } from '../../http/reader-locale.js';

export class EndingSeatsQuery extends LocaleQuery {
  @ApiProperty({ format: 'uuid' }) @IsUUID() lineId: string;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 999, description: 'Pieces that would be given back.' }) @Type(() => Number) @Max(999) @Min(1) @IsInt() quantity: number;
}

export class EndingSeatAnswer {
  @ApiProperty({ format: 'uuid' }) entitlementId: string;
  @ApiProperty({ type: 'integer', description: 'Its number in the line that it was granted with.', example: 3 }) seat: number;
  @ApiProperty({ description: 'Whether somebody was given it.', example: false }) isGiven: boolean;
}

export class EndingSeatsAnswer {
  @ApiProperty({ type: [EndingSeatAnswer], description: 'In the order in which they end: those that nobody was given first, then those that were given last. None where the period is over.' }) items: EndingSeatAnswer[];
}

import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

export class RateAcceptanceDto {
  @ApiProperty({ format: 'uuid', description: '`rateSetId` of /v1/admin/rates: the set in which the jump was seen.' })
  @IsUUID()
  rateSetId: string;

  @ApiProperty({ description: 'ISO 4217.', example: 'KZT' })
  @Matches(/^[A-Z]{3}$/)
  currency: string;
}

export class RateSetDto {
  @ApiProperty({ description: 'Whose rates these are.', maxLength: 100, example: 'National Bank of Kazakhstan' })
  @MaxLength(100) @PlainText()
  source: string;

  @ApiProperty({
    description: 'Lines of `date,base,currency,rate` under a header of these words: units of the currency for one unit of the base. One date, one base, each currency once.',
    maxLength: 100_000, example: 'date,base,currency,rate\n2026-11-20,EUR,KZT,512.3\n2026-11-20,EUR,CNY,8.21',
  })
  @MaxLength(100_000) @MinLength(1) @IsString()
  csv: string;
}

export class RateSetAnswer {
  @ApiProperty({ format: 'uuid' }) rateSetId: string;
}

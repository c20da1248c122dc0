import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInstant } from '@silkport/i18n';
import { IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { CodeText, PlainText } from '../http/code-text.js';
import { LocaleQuery } from '../http/reader-locale.js';

export class CommissionRuleDto {
  @ApiPropertyOptional({ type: String, description: 'Id of a category: root, branch or leaf. Left out: every one.', example: 'dp.visual' })
  @IsOptional() @CodeText()
  category?: string;

  @ApiPropertyOptional({ type: String, description: 'Id of an industrial cluster.', example: 'jingdezhen' })
  @IsOptional() @CodeText()
  cluster?: string;

  @ApiPropertyOptional({ type: String, format: 'uuid', description: 'Id of a merchant.' })
  @IsOptional() @IsUUID()
  merchant?: string;

  @ApiPropertyOptional({ type: String, description: 'Country/region of the buyer, ISO 3166-1 alpha-2.', example: 'KZ' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  market?: string;

  @ApiProperty({ description: 'Percent from 0 to 100, at most four decimals.', example: '8.5' })
  @Matches(/^-?\d{1,9}(\.\d{1,9})?$/)
  ratePct: string;

  @ApiProperty({ description: 'Why, for those who read it later.', maxLength: 500, example: 'Agreement of the spring fair' })
  @MaxLength(500) @PlainText()
  reason: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'From when it is in force; left out or past: at once.', example: '2027-01-01T00:00:00Z' })
  @IsOptional() @IsInstant()
  validFrom?: string;
}

/** A sale that is thought of. */
export class CommissionExplanationQuery extends LocaleQuery {
  @ApiProperty({ format: 'uuid', description: 'Id of a merchant.' })
  @IsUUID()
  merchant: string;

  @ApiProperty({ description: 'Id of a category: a leaf, as products have it.', example: 'dp.visual.font' })
  @CodeText()
  category: string;

  @ApiProperty({ description: 'Country/region of the buyer, ISO 3166-1 alpha-2.', example: 'KZ' })
  @Matches(/^[A-Z]{2}$/)
  market: string;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'When; left out: now.' })
  @IsOptional() @IsInstant()
  at?: string;
}

import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { exportVerdicts, personalDataKinds, type DataSetDescription, type ExportVerdictKind, type PersonalData } from '@silkport/delivery';
import { isLocale, type Translated } from '@silkport/values';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, MinLength, ValidateBy, ValidateNested } from 'class-validator';
import { PlainText } from '../../http/code-text.js';

function isTranslated(value: unknown): value is Translated {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([locale, text]) => isLocale(locale) && typeof text === 'string' && text.trim() !== '' && text.length <= 5000 && !text.includes('\0'));
}

/** A text in at least one of our languages. */
const TranslatedText = (example: object) => applyDecorators(
  ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'By language: en, zh-CN, ru, ar; at least one.', example }),
  ValidateBy({ name: 'isTranslated', validator: { validate: isTranslated } }),
);

export class ColumnWordsDto {
  @ApiProperty({ description: 'As the file has it.', maxLength: 200, example: 'port' })
  @MaxLength(200) @IsString()
  name: string;

  @TranslatedText({ en: 'Name of the port', 'zh-CN': '港口名称' })
  description: Translated;
}

export class ExampleDto {
  @TranslatedText({ en: 'The ten busiest ports' })
  title: Translated;

  @ApiProperty({ maxLength: 2000, example: 'SELECT port, count(*) FROM calls GROUP BY port ORDER BY 2 DESC LIMIT 10' })
  @MinLength(1) @MaxLength(2000) @IsString()
  sql: string;
}

/** What a merchant says of a data set; its schema is read from the files. */
export class DataSetDto {
  @ApiProperty({ pattern: '^[\\w.+-]{1,50}$', example: '2026-Q3' })
  @Matches(/^[\w.+-]{1,50}$/) @IsString()
  version: string;

  @ApiPropertyOptional({ type: [String], description: 'Its files, CSV and Parquet and others beside them; without it all of the newest release. Nobody gets one that is left out.' })
  @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(20) @IsArray()
  assetIds?: string[];

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Rows that queries of one piece may return; null where it comes as files only.', minimum: 1, example: 100_000 })
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000_000_000)
  rowQuota?: number | null;

  @TranslatedText({ en: 'Reports of port authorities' })
  provenance: Translated;

  @TranslatedText({ en: 'Use it in your own work; do not pass it on.' })
  licenceTerms: Translated;

  @ApiProperty({ enum: personalDataKinds, example: 'none' })
  @IsIn(personalDataKinds)
  personalData: PersonalData;

  @ApiPropertyOptional({ type: [ColumnWordsDto] })
  @IsOptional() @ValidateNested({ each: true }) @Type(() => ColumnWordsDto) @ArrayMaxSize(500) @IsArray()
  columns?: ColumnWordsDto[];

  @ApiPropertyOptional({ type: [ExampleDto] })
  @IsOptional() @ValidateNested({ each: true }) @Type(() => ExampleDto) @ArrayMaxSize(20) @IsArray()
  examples?: ExampleDto[];
}

export function descriptionOf({ version, assetIds, rowQuota, provenance, licenceTerms, personalData, columns = [], examples = [] }: DataSetDto): Omit<DataSetDescription, 'merchantId' | 'productId' | 'personId'> {
  return {
    version, assetIds, rowQuota: rowQuota ?? null, provenance, licenceTerms, personalData, examples: examples.map(({ title, sql }) => ({ title, sql })),
    columnWords: Object.fromEntries(columns.map(({ name, description }) => [name, description])),
  };
}

export class ExportDecisionDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  productId: string;

  @ApiProperty({ description: 'Country/region of the buyers: ISO 3166-1 alpha-2.', pattern: '^[A-Z]{2}$', example: 'KZ' })
  @Matches(/^[A-Z]{2}$/)
  country: string;

  @ApiProperty({ enum: exportVerdicts, example: 'allowed' })
  @IsIn(exportVerdicts)
  verdict: ExportVerdictKind;

  @ApiProperty({ maxLength: 1000, example: 'No personal and no important data' })
  @MaxLength(1000) @PlainText()
  reason: string;

  @ApiProperty({ description: 'The law, regulation or assessment.', maxLength: 500, example: 'Data Security Law, Art. 31' })
  @MaxLength(500) @PlainText()
  source: string;
}

export class ExemptionDto {
  @ApiProperty({ maxLength: 1000, example: 'Published statistics' })
  @MaxLength(1000) @PlainText()
  reason: string;
}

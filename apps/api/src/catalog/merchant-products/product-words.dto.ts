import { ApiPropertyOptional } from '@nestjs/swagger';
import type { ProductWords } from '@silkport/catalog';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PlainText } from '../../http/code-text.js';

const longestName = 200;
const longestDescription = 20_000;
/** Lines may be broken. */
const written = /^(?:\P{Cc}|[\n\r\t])*$/u;
const mostTags = 30;
const longestTag = 60;

/** A name in the languages that it has been written in. */
export class ProductNameDto {
  @ApiPropertyOptional({ type: String, maxLength: longestName, description: 'Needed before the product is published.', example: 'Celadon glaze recipes' }) @IsOptional() @MaxLength(longestName) @PlainText()
  en?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestName, example: '青瓷釉方集' }) @IsOptional() @MaxLength(longestName) @PlainText()
  'zh-CN'?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestName }) @IsOptional() @MaxLength(longestName) @PlainText()
  ru?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestName }) @IsOptional() @MaxLength(longestName) @PlainText()
  ar?: string;
}

/** A longer text; an empty line parts paragraphs. */
export class ProductDescriptionDto {
  @ApiPropertyOptional({ type: String, maxLength: longestDescription, description: 'Needed before the product is published.' }) @IsOptional() @MaxLength(longestDescription) @Matches(written) @IsString()
  en?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestDescription }) @IsOptional() @MaxLength(longestDescription) @Matches(written) @IsString()
  'zh-CN'?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestDescription }) @IsOptional() @MaxLength(longestDescription) @Matches(written) @IsString()
  ru?: string;

  @ApiPropertyOptional({ type: String, maxLength: longestDescription }) @IsOptional() @MaxLength(longestDescription) @Matches(written) @IsString()
  ar?: string;
}

const tagsIn = (example: string[]) => ({ type: [String] as [typeof String], maxItems: mostTags, description: `Up to ${longestTag} characters each.`, example });

/** Words that the product is found by, in each language. */
export class ProductTagsDto {
  @ApiPropertyOptional(tagsIn(['glaze', 'celadon'])) @IsOptional() @MaxLength(longestTag, { each: true }) @PlainText({ each: true }) @ArrayMaxSize(mostTags) @IsArray()
  en?: string[];

  @ApiPropertyOptional(tagsIn([])) @IsOptional() @MaxLength(longestTag, { each: true }) @PlainText({ each: true }) @ArrayMaxSize(mostTags) @IsArray()
  'zh-CN'?: string[];

  @ApiPropertyOptional(tagsIn([])) @IsOptional() @MaxLength(longestTag, { each: true }) @PlainText({ each: true }) @ArrayMaxSize(mostTags) @IsArray()
  ru?: string[];

  @ApiPropertyOptional(tagsIn([])) @IsOptional() @MaxLength(longestTag, { each: true }) @PlainText({ each: true }) @ArrayMaxSize(mostTags) @IsArray()
  ar?: string[];
}

/** Without the blanks around them, and without what is empty then. */
export function wordsOf(text: ProductNameDto | ProductDescriptionDto | undefined): Record<string, string> {
  const trimmed = Object.entries(text ?? {}).map(([locale, words]) => [locale, typeof words === 'string' ? words.trim() : ''] as const);
  return Object.fromEntries(trimmed.filter(([, words]) => words));
}

export function tagsOf(tags: ProductTagsDto | undefined): ProductWords['tags'] {
  const given = Object.entries(tags ?? {}).map(([locale, words]) => [locale, [...new Set((Array.isArray(words) ? words as string[] : []).map((word) => word.trim()))]] as const);
  return Object.fromEntries(given.filter(([, words]) => words.length));
}

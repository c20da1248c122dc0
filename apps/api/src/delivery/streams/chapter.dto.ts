import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { companionRoles, type ChapterContent, type ChapterView, type CompanionRole } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { IsInstant } from '@silkport/i18n';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsUUID, Matches, Max, Min, ValidateNested } from 'class-validator';
import { TranslatedAnswer, TranslatedDto } from '../translated.dto.js';

const mostCompanions = 60;
const mostChapters = 3000;
const language = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export class CompanionDto {
  @ApiProperty({ format: 'uuid', description: 'A file of the product.' }) @IsUUID()
  assetId: string;

  @ApiProperty({ enum: companionRoles, description: 'Captions (WebVTT), or the same recording in another form.' }) @IsIn(companionRoles)
  role: CompanionRole;

  @ApiPropertyOptional({ description: 'BCP 47; of captions only.', example: 'ru' }) @IsOptional() @Matches(language)
  locale?: string;
}

/** A chapter is a text or a file of the product. */
export class ChapterDto {
  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested()
  title: TranslatedDto;

  @ApiPropertyOptional({ format: 'uuid', description: 'A recording, a playlist (.m3u8 beside its segments, or a ZIP archive of both, all that its playlists name within; what is compressed in it may have up to 256 MB), a book, a PDF.' })
  @IsOptional() @IsUUID()
  assetId?: string;

  @ApiPropertyOptional({ type: TranslatedDto, description: 'Plain text with empty lines between paragraphs.' })
  @IsOptional() @Type(() => TranslatedDto) @ValidateNested()
  body?: TranslatedDto;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'How much of it is free: 0 or 100; of an EPUB any part, never more of its words, cut at the end of a paragraph.', example: 0 }) @Max(100) @Min(0) @IsInt()
  samplePercent: number;

  @ApiPropertyOptional({ format: 'date-time', description: 'From when on it is there, also for who bought before; without it at once.', example: '2026-12-01T08:00:00Z' })
  @IsOptional() @IsInstant()
  publishedAt?: string;

  @ApiPropertyOptional({ type: [CompanionDto], maxItems: mostCompanions }) @IsOptional() @Type(() => CompanionDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostCompanions) @IsArray()
  companions?: CompanionDto[];
}

export class ChapterOrderDto {
  @ApiProperty({ type: [String], description: 'Every chapter of the product once, in the order wanted.' }) @IsUUID(undefined, { each: true }) @ArrayMaxSize(mostChapters) @IsArray()
  chapterIds: string[];
}

export class ChapterCompanionAnswer {
  @ApiProperty({ format: 'uuid' }) assetId: string;
  @ApiProperty({ enum: companionRoles }) role: CompanionRole;
  @ApiProperty({ type: String, nullable: true, example: 'ru' }) locale: string | null;
}

export class ChapterAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer', example: 1 }) number: number;
  @ApiProperty({ type: TranslatedAnswer }) title: TranslatedAnswer;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) assetId: string | null;
  @ApiProperty({ type: TranslatedAnswer, nullable: true }) body: TranslatedAnswer | null;
  @ApiProperty({ type: 'integer', example: 0 }) samplePercent: number;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: [ChapterCompanionAnswer] }) companions: ChapterCompanionAnswer[];
}

export class ChaptersAnswer {
  @ApiProperty({ type: [ChapterAnswer] }) items: ChapterAnswer[];
}

export class NewChapterAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
}

export function chapterContent({ title, assetId, body, samplePercent, publishedAt, companions }: ChapterDto, now: Date): ChapterContent {
  return { title: { ...title }, assetId, body: body && { ...body }, samplePercent, publishedAt: publishedAt === undefined ? now : new Date(publishedAt), companions: companions ?? [] };
}

export function chapterAnswer({ publishedAt, companions, ...chapter }: ChapterView): ChapterAnswer {
  return { ...chapter, publishedAt: publishedAt.toISOString(), companions: [...companions] };
}

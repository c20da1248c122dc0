import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsUUID, MaxLength, Min, ValidateNested } from 'class-validator';
import { courseLimits } from '@silkport/delivery';
import { PlainText } from '../../http/code-text.js';
import { TranslatedDto } from '../translated.dto.js';

export class LessonDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of a lesson that is there already; a new one has none.' })
  @IsOptional() @IsUUID()
  id?: string;

  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested()
  title: TranslatedDto;

  @ApiPropertyOptional({ type: TranslatedDto, description: 'HTML, or plain text with empty lines between paragraphs. Scripts, styles, pictures and frames from elsewhere are taken out.' })
  @IsOptional() @Type(() => TranslatedDto) @ValidateNested()
  body?: TranslatedDto;

  @ApiProperty({ type: [String], maxItems: courseLimits.files, description: 'Files of the product, in the order in which they are shown.', example: [] })
  @IsUUID(undefined, { each: true }) @ArrayMaxSize(courseLimits.files) @IsArray()
  assetIds: string[];

  @ApiProperty({ description: 'Shown to everybody, its files excepted.', example: false }) @IsBoolean()
  isPreview: boolean;
}

export class CourseModuleDto {
  @ApiPropertyOptional({ format: 'uuid', description: 'Of a module that is there already.' })
  @IsOptional() @IsUUID()
  id?: string;

  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested()
  title: TranslatedDto;

  @ApiProperty({ type: [LessonDto], maxItems: courseLimits.lessons }) @Type(() => LessonDto) @ValidateNested({ each: true }) @ArrayMaxSize(courseLimits.lessons) @IsArray()
  lessons: LessonDto[];
}

export class CourseDto {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'The version that was changed; 0 of a course that is new.', example: 0 }) @Min(0) @IsInt()
  basedOn: number;

  @ApiProperty({ type: [CourseModuleDto], maxItems: 100 }) @Type(() => CourseModuleDto) @ValidateNested({ each: true }) @ArrayMaxSize(100) @IsArray()
  modules: CourseModuleDto[];
}

export class CertificateDto {
  @ApiProperty({ maxLength: 120, description: 'As it is to be printed; it cannot be changed later.', example: 'Айгерім Серікқызы' })
  @MaxLength(120) @PlainText()
  name: string;
}

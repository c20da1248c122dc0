import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { platforms, type NewRelease, type Platform, type ReleaseView } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { TranslatedAnswer, TranslatedDto } from '../translated.dto.js';

const mostFiles = 100;
const language = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export class ReleaseFileDto {
  @ApiProperty({ format: 'uuid', description: 'An upload that is ready.' }) @IsUUID()
  uploadId: string;

  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested()
  title: TranslatedDto;

  @ApiPropertyOptional({ description: 'BCP 47; without it for readers of every language.', example: 'ru' }) @IsOptional() @Matches(language)
  locale?: string;

  @ApiPropertyOptional({ enum: platforms, description: 'Without it for all.' }) @IsOptional() @IsIn(platforms)
  platform?: Platform;
}

export class ReleaseDto {
  @ApiProperty({ description: 'One that the product has not had.', maxLength: 50, example: '2.1.0' }) @Matches(/^[\p{L}\p{N}][\p{L}\p{N}.+_ ()-]{0,49}$/u)
  version: string;

  @ApiProperty({ type: TranslatedDto, description: 'What is new.' }) @Type(() => TranslatedDto) @ValidateNested()
  notes: TranslatedDto;

  @ApiProperty({ type: [ReleaseFileDto], minItems: 1, maxItems: mostFiles, description: 'In the order in which buyers see them.' })
  @Type(() => ReleaseFileDto) @ValidateNested({ each: true }) @ArrayMaxSize(mostFiles) @ArrayMinSize(1) @IsArray()
  files: ReleaseFileDto[];
}

export class ReleaseTermsDto {
  @ApiProperty({ description: 'Whether those who bought before get later releases.' }) @IsBoolean()
  givesUpdates: boolean;
}

export class FileWithdrawalDto {
  @ApiProperty({ description: 'Why, for the audit.', minLength: 3, maxLength: 500 }) @Length(3, 500) @IsString()
  reason: string;
}

export class NewReleaseAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
}

export class ReleasedFileAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: TranslatedAnswer }) title: TranslatedAnswer;
  @ApiProperty({ example: 'guide.pdf' }) fileName: string;
  @ApiProperty({ example: 'application/pdf' }) contentType: string;
  @ApiProperty({ type: 'integer', example: 12_582_912 }) sizeBytes: number;
  @ApiProperty({ description: 'Hexadecimal.' }) sha256: string;
  @ApiProperty({ type: String, nullable: true, example: 'ru' }) locale: string | null;
  @ApiProperty({ enum: platforms, nullable: true }) platform: Platform | null;
  @ApiProperty() isWithdrawn: boolean;
}

export class ReleaseAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '2.1.0' }) version: string;
  @ApiProperty({ type: TranslatedAnswer }) notes: TranslatedAnswer;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ description: 'Whether those who bought before get it, and were told.' }) reachesHolders: boolean;
  @ApiProperty({ type: [ReleasedFileAnswer] }) files: ReleasedFileAnswer[];
}

export class ReleasesAnswer {
  @ApiProperty({ description: 'Whether those who bought before get the next release.' }) givesUpdates: boolean;
  @ApiProperty({ type: [ReleaseAnswer] }) items: ReleaseAnswer[];
}

export function releaseContent({ version, notes, files }: ReleaseDto): Pick<NewRelease, 'version' | 'notes' | 'files'> {
  return { version: version.trim(), notes: { ...notes }, files: files.map((file) => ({ ...file, title: { ...file.title } })) };
}

export function releaseAnswer({ publishedAt, files, ...release }: ReleaseView): ReleaseAnswer {
  return { ...release, publishedAt: publishedAt.toISOString(), files: [...files] };
}

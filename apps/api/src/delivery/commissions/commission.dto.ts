import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { commissionLimits } from '@silkport/delivery';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsObject, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { TranslatedDto } from '../translated.dto.js';

export class BriefQuestionDto {
  @ApiProperty({ pattern: '^[a-z0-9_-]{1,40}$', example: 'size' }) @Matches(/^[a-z0-9_-]{1,40}$/) id: string;
  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested() label: TranslatedDto;
  @ApiProperty() @IsBoolean() isRequired: boolean;
}

export class PlannedMilestoneDto {
  @ApiProperty({ type: TranslatedDto }) @Type(() => TranslatedDto) @ValidateNested() name: TranslatedDto;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10_000, description: 'Its share of the price, of ten thousand; all of them sum to that.', example: 2500 }) @Max(10_000) @Min(1) @IsInt() shareBasisPoints: number;
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 730, description: 'After the brief.', example: 14 }) @Max(730) @Min(1) @IsInt() dueDays: number;
}

/** How work of a variant is ordered, made and paid for. */
export class CommissionPlanDto {
  @ApiProperty({ type: [BriefQuestionDto], maxItems: commissionLimits.questions }) @Type(() => BriefQuestionDto) @ValidateNested({ each: true }) @ArrayMaxSize(commissionLimits.questions) @IsArray()
  questions: BriefQuestionDto[];

  @ApiProperty({ type: [PlannedMilestoneDto], minItems: 1, maxItems: commissionLimits.milestones }) @Type(() => PlannedMilestoneDto) @ValidateNested({ each: true }) @ArrayMaxSize(commissionLimits.milestones) @ArrayMinSize(1) @IsArray()
  milestones: PlannedMilestoneDto[];

  @ApiProperty({ type: 'integer', minimum: 3, maximum: 90, description: 'After how many days a part that was handed over counts as accepted where the buyer says nothing.', example: 14 }) @Max(90) @Min(3) @IsInt()
  acceptDays: number;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 20, description: 'How often changes may be asked for, for each milestone.', example: 2 }) @Max(20) @Min(0) @IsInt()
  changeRounds: number;
}

/** Files that were sent before, by their ids. */
const filesToGive = { type: [String] as [StringConstructor], maxItems: commissionLimits.buyerFiles, description: 'Of `waitingFiles`: what was sent before.', example: [] };

export class FilesDto {
  @ApiProperty(filesToGive) @IsUUID(undefined, { each: true }) @ArrayMaxSize(commissionLimits.buyerFiles) @ArrayMinSize(1) @IsArray() fileIds: string[];
}

/** As a form with files: one field, as often as there are files. */
export class SentFilesDto {
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'binary' }, maxItems: commissionLimits.buyerFiles }) files: unknown[];
}

export class BriefDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', maxLength: commissionLimits.textCharacters }, description: 'By the questions’ ids.', example: { size: '2 m by 1 m' } }) @IsObject()
  answers: Record<string, string>;

  @ApiPropertyOptional(filesToGive) @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(commissionLimits.buyerFiles) @IsArray() fileIds?: string[];
}

export class WordsDto {
  @ApiProperty({ maxLength: commissionLimits.textCharacters, description: 'Plain text; line breaks are kept.', example: 'The blue is too light.' }) @MaxLength(commissionLimits.textCharacters) @IsNotEmpty() @IsString()
  words: string;
}

export class WordsWithFilesDto extends WordsDto {
  @ApiPropertyOptional(filesToGive) @IsOptional() @IsUUID(undefined, { each: true }) @ArrayMaxSize(commissionLimits.buyerFiles) @IsArray() fileIds?: string[];
}

export class AcceptanceDto {
  @ApiProperty({ format: 'uuid', description: 'The part’s `handOverId`: what its buyer has seen.' }) @IsUUID() handOverId: string;
}

export class HandOverDto extends WordsDto {
  @ApiProperty({ type: [String], maxItems: commissionLimits.files, description: 'Uploads of this product that are ready: they go to this order and to no other buyer.', example: [] }) @IsUUID(undefined, { each: true }) @ArrayMaxSize(commissionLimits.files) @IsArray()
  uploadIds: string[];
}

export class MilestoneDecisionDto extends WordsDto {
  @ApiProperty({ enum: ['released', 'refunded'], description: 'Whether its share goes to the merchant or back to the buyer.' }) @IsIn(['released', 'refunded'])
  result: 'released' | 'refunded';
}

import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const longest = 60_000;

/** A text in the languages that it has been written in. */
export class TranslatedDto {
  @ApiPropertyOptional({ type: String, maxLength: longest, example: 'First steps' }) @IsOptional() @MaxLength(longest) @IsString()
  en?: string;

  @ApiPropertyOptional({ type: String, maxLength: longest, example: '第一步' }) @IsOptional() @MaxLength(longest) @IsString()
  'zh-CN'?: string;

  @ApiPropertyOptional({ type: String, maxLength: longest }) @IsOptional() @MaxLength(longest) @IsString()
  ru?: string;

  @ApiPropertyOptional({ type: String, maxLength: longest }) @IsOptional() @MaxLength(longest) @IsString()
  ar?: string;
}

/** A merchant's own texts as it wrote them. */
export class TranslatedAnswer {
  @ApiPropertyOptional({ type: String, example: 'First steps' }) en?: string;
  @ApiPropertyOptional({ type: String, example: '第一步' }) 'zh-CN'?: string;
  @ApiPropertyOptional({ type: String }) ru?: string;
  @ApiPropertyOptional({ type: String }) ar?: string;
}

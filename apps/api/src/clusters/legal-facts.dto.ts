import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsEmail, IsISO31661Alpha2, IsOptional, IsString, MaxLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

const text = { type: String, nullable: true } as const;

/** What the law calls a merchant: the whole each time, what is left out or null is not known. */
export class LegalFactsDto {
  @ApiPropertyOptional({ ...text, description: 'As it is registered, in any script.', maxLength: 200, example: '景德镇蓝窑陶瓷有限公司' })
  @IsOptional() @MaxLength(200) @PlainText()
  legalName?: string | null;

  @ApiPropertyOptional({ type: [String], description: 'Street, building and the like.', maxItems: 3, example: ['陶溪川 1 号'] })
  @IsOptional() @IsArray() @ArrayMaxSize(3) @MaxLength(140, { each: true }) @PlainText({ each: true })
  streetLines?: string[];

  @ApiPropertyOptional({ ...text, maxLength: 20, example: '333000' })
  @IsOptional() @MaxLength(20) @PlainText()
  postalCode?: string | null;

  @ApiPropertyOptional({ ...text, maxLength: 100, example: '景德镇市' })
  @IsOptional() @MaxLength(100) @PlainText()
  city?: string | null;

  @ApiPropertyOptional({ ...text, maxLength: 100, example: '江西省' })
  @IsOptional() @MaxLength(100) @PlainText()
  region?: string | null;

  @ApiPropertyOptional({ ...text, description: 'Country/region of the seat: ISO 3166-1 alpha-2; the merchant’s own where it is left out.', example: 'CN' })
  @IsOptional() @IsString() @IsISO31661Alpha2()
  country?: string | null;

  @ApiPropertyOptional({ ...text, description: 'In China the Unified Social Credit Code.', maxLength: 40, example: '91110000600037341L' })
  @IsOptional() @MaxLength(40) @PlainText()
  registrationNumber?: string | null;

  @ApiPropertyOptional({ ...text, description: 'For value added tax; in China the Unified Social Credit Code again.', maxLength: 40, example: '91110000600037341L' })
  @IsOptional() @MaxLength(40) @PlainText()
  taxId?: string | null;

  @ApiPropertyOptional({ ...text, format: 'email', description: 'Where invoices and statements go.', maxLength: 254, example: 'accounts@blue-kiln.example' })
  @IsOptional() @MaxLength(254) @IsEmail()
  accountsEmail?: string | null;
}

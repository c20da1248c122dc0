import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { PlainText } from '../http/code-text.js';

/** A bank account: an IBAN, or where the country/region has none an account number with its country/region. */
export class BankAccountDto {
  @ApiProperty({ description: 'As the bank knows it, in any script.', maxLength: 140, example: '景德镇蓝窑工作室' })
  @MaxLength(140) @PlainText()
  holderName: string;

  @ApiPropertyOptional({ description: 'With or without blanks.', maxLength: 42, example: 'DE89 3704 0044 0532 0130 00' })
  @IsOptional() @MaxLength(42) @IsString()
  iban?: string;

  @ApiPropertyOptional({ maxLength: 40, example: '6222021234567890123' })
  @IsOptional() @MaxLength(40) @IsString()
  accountNumber?: string;

  @ApiPropertyOptional({ description: 'Country/region of an account without IBAN: ISO 3166-1 alpha-2.', example: 'CN' })
  @IsOptional() @Matches(/^[A-Z]{2}$/)
  country?: string;

  @ApiProperty({ description: 'BIC; in China the twelve digits of the bank in CNAPS.', example: '102100099996' })
  @Length(8, 20) @IsString()
  bankCode: string;

  @ApiPropertyOptional({ maxLength: 140, example: '中国工商银行' })
  @IsOptional() @MaxLength(140) @PlainText()
  bankName?: string;
}

export class PayoutMethodQuery {
  @ApiPropertyOptional({ enum: ['returned', 'expired'], description: 'How the merchant came back from the payment provider’s page; an expired link is replaced by asking for a new one.' })
  @IsOptional() @IsIn(['returned', 'expired'])
  onboarding?: 'returned' | 'expired';
}

import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsBoolean, IsEmail, IsObject, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { PlainText } from '../http/code-text.js';

/** Where a parcel goes: any Unicode. */
export class RecipientDto {
  @ApiProperty({ maxLength: 200, example: 'Айгерім Серікқызы' })
  @MaxLength(200) @PlainText()
  name: string;

  @ApiProperty({ maxLength: 500, example: 'Abai Avenue 10, apartment 4' })
  @MaxLength(500) @PlainText()
  street: string;

  @ApiProperty({ maxLength: 200, example: 'Almaty' })
  @MaxLength(200) @PlainText()
  city: string;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional() @MaxLength(200) @PlainText()
  region?: string;

  @ApiPropertyOptional({ maxLength: 40, example: '050000' })
  @IsOptional() @MaxLength(40) @PlainText()
  postalCode?: string;

  @ApiPropertyOptional({ maxLength: 40, example: '+7 700 000 00 00' })
  @IsOptional() @MaxLength(40) @PlainText()
  phone?: string;
}

/** Whom a business has its invoices made out to, in the country/region of its quote. */
export class BusinessDto {
  @ApiProperty({ maxLength: 200, example: 'Müller Keramikhandel GmbH' })
  @MaxLength(200) @PlainText()
  name: string;

  @ApiProperty({ maxLength: 300, example: 'Lange Straße 12' })
  @MaxLength(300) @PlainText()
  street: string;

  @ApiProperty({ maxLength: 120, example: 'Köln' })
  @MaxLength(120) @PlainText()
  city: string;

  @ApiPropertyOptional({ maxLength: 120 })
  @IsOptional() @MaxLength(120) @PlainText()
  region?: string;

  @ApiPropertyOptional({ maxLength: 20, description: 'Needed where the country/region has postal codes.', example: '50667' })
  @IsOptional() @MaxLength(20) @PlainText()
  postalCode?: string;
}

export class OrderDto {
  @ApiProperty({ format: 'uuid', description: 'From POST /v1/quotes.' })
  @IsUUID()
  quoteId: string;

  @ApiProperty({ format: 'email', maxLength: 254, description: 'Where the link to the order is sent.', example: 'aigerim@example.kz' })
  @MaxLength(254) @IsEmail()
  email: string;

  @ApiProperty({ type: 'boolean', enum: [true], description: 'That the buyer accepts the terms of sale.', example: true })
  @Equals(true)
  acceptTerms: true;

  @ApiPropertyOptional({
    type: 'boolean', enum: [true], example: true,
    description: 'That the buyer asks for delivery at once and acknowledges what that means for the right of withdrawal: the words of `immediateDeliveryConsents`. Needed where the quote says `needsImmediateDeliveryConsent`; the mail about the order confirms both.',
  })
  @IsOptional() @Equals(true)
  immediateDelivery?: true;

  @ApiPropertyOptional({
    type: 'boolean', example: true,
    description: 'That the buyer asks for services to begin within the period for withdrawal and acknowledges that what was performed is paid for: the words of `serviceStartConsents`. The buyer’s choice; without it nothing is owed for what is performed before the end of the period.',
  })
  @IsOptional() @IsBoolean()
  startService?: boolean;

  @ApiPropertyOptional({ type: RecipientDto, description: 'Needed where the quote says `needsRecipient`.' })
  @IsOptional() @Type(() => RecipientDto) @ValidateNested() @IsObject()
  recipient?: RecipientDto;

  @ApiPropertyOptional({ type: BusinessDto, description: 'Needed where the quote has a `taxId`.' })
  @IsOptional() @Type(() => BusinessDto) @ValidateNested() @IsObject()
  business?: BusinessDto;
}

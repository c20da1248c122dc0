import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { Equals, IsEmail, IsObject, IsOptional, IsUUID, MaxLength, ValidateNested } from 'class-validator';
import { PlainText } from '../http/code-text.js';

/** Where a parcel goes: any Unicode. */
export class RecipientDto {
  @ApiProperty({ maxLength: 200, example: 'Айгерім Серікқызы' })
  @PlainText() @MaxLength(200)
  name: string;

  @ApiProperty({ maxLength: 500, example: 'Abai Avenue 10, apartment 4' })
  @PlainText() @MaxLength(500)
  street: string;

  @ApiProperty({ maxLength: 200, example: 'Almaty' })
  @PlainText() @MaxLength(200)
  city: string;

  @ApiPropertyOptional({ maxLength: 200 })
  @IsOptional() @PlainText() @MaxLength(200)
  region?: string;

  @ApiPropertyOptional({ maxLength: 40, example: '050000' })
  @IsOptional() @PlainText() @MaxLength(40)
  postalCode?: string;

  @ApiPropertyOptional({ maxLength: 40, example: '+7 700 000 00 00' })
  @IsOptional() @PlainText() @MaxLength(40)
  phone?: string;
}

export class OrderDto {
  @ApiProperty({ format: 'uuid', description: 'From POST /v1/quotes.' })
  @IsUUID()
  quoteId: string;

  @ApiProperty({ format: 'email', maxLength: 254, description: 'Where the link to the order is sent.', example: 'aigerim@example.kz' })
  @IsEmail() @MaxLength(254)
  email: string;

  @ApiProperty({ type: 'boolean', enum: [true], description: 'That the buyer accepts the terms of sale.', example: true })
  @Equals(true)
  acceptTerms: true;

  @ApiPropertyOptional({ type: RecipientDto, description: 'Needed where the quote says `needsRecipient`.' })
  @IsOptional() @IsObject() @ValidateNested() @Type(() => RecipientDto)
  recipient?: RecipientDto;
}

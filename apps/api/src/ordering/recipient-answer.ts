import { ApiProperty } from '@nestjs/swagger';
import type { Recipient } from '@silkport/ordering';

export class RecipientAnswer {
  @ApiProperty({ example: 'Айгерім Серікқызы' }) name: string;
  @ApiProperty({ example: 'Abai Avenue 10, apartment 4' }) street: string;
  @ApiProperty({ example: 'Almaty' }) city: string;
  @ApiProperty({ type: String, nullable: true, example: null }) region: string | null;
  @ApiProperty({ type: String, nullable: true, example: '050000' }) postalCode: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) phone: string | null;
}

export function recipientAnswer({ name, street, city, region, postalCode, phone }: Recipient): RecipientAnswer {
  return { name, street, city, region: region ?? null, postalCode: postalCode ?? null, phone: phone ?? null };
}

import { ApiProperty } from '@nestjs/swagger';
import type { Business } from '@silkport/ordering';

export class BusinessAnswer {
  @ApiProperty({ example: 'Müller Keramikhandel GmbH' }) name: string;
  @ApiProperty({ example: 'Lange Straße 12' }) street: string;
  @ApiProperty({ example: 'Köln' }) city: string;
  @ApiProperty({ type: String, nullable: true, example: null }) region: string | null;
  @ApiProperty({ type: String, nullable: true, example: '50667' }) postalCode: string | null;
}

export function businessAnswer({ name, street, city, region, postalCode }: Business): BusinessAnswer {
  return { name, street, city, region: region ?? null, postalCode: postalCode ?? null };
}

import { ApiProperty } from '@nestjs/swagger';
import type { Principal } from '@silkport/identity';
import { locales, type Locale } from '@silkport/values';

const roles = ['owner', 'staff'] as const;

/** Who is signed in. */
export class PersonAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'aigerim@example.kz' }) email: string;
  @ApiProperty({ type: String, nullable: true, example: 'Айгерім' }) name: string | null;
  @ApiProperty({ enum: locales, example: 'ru' }) locale: Locale;
  @ApiProperty({ description: 'Until then no orders are shown.', example: true }) emailConfirmed: boolean;
  @ApiProperty({ example: false }) isAdmin: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The merchant that the person acts for.', example: null }) merchantId: string | null;
  @ApiProperty({ type: String, enum: roles, nullable: true, example: null }) role: (typeof roles)[number] | null;
}

export function personAnswer({ personId, email, name, locale, emailConfirmed, isAdmin, merchantId, role }: Principal): PersonAnswer {
  return { id: personId, email, name: name ?? null, locale, emailConfirmed, isAdmin, merchantId: merchantId ?? null, role: role ?? null };
}

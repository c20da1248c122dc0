import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SigningKeys } from '@silkport/delivery';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { IsBoolean } from 'class-validator';
import { CachedForAll, NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import { wire } from './licence-answer.js';

export class PublicKeyAnswer {
  @ApiProperty({ pattern: '^[0-9a-f]{16}$' }) keyId: string;
  @ApiProperty({ enum: ['Ed25519'] }) algorithm: 'Ed25519';
  @ApiProperty({ description: 'Base64url of 32 bytes (RFC 8032).', pattern: '^[A-Za-z0-9_-]{43}$' }) publicKey: string;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null of the one that signs now.' }) retiredAt: string | null;
}

export class PublicKeysAnswer {
  @ApiProperty({ type: [PublicKeyAnswer], description: 'The one in use first.' }) items: PublicKeyAnswer[];
}

export class SigningKeyRotationDto {
  @ApiProperty({ description: 'Somebody else may have the key in use: it is published no longer, and programs stop believing its files when they learn of it.' })
  @IsBoolean()
  isCompromised: boolean;
}

export class RotatedAnswer {
  @ApiProperty({ pattern: '^[0-9a-f]{16}$' }) keyId: string;
}

/** The marketplace's keys that licence files and answers about licences are signed with. */
@Controller('v1')
export class SigningKeysController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('licence-keys/public-keys')
  @Allow('public')
  @CachedForAll()
  @ApiTags('licences')
  @ApiOperation({ summary: 'Public keys for programs that verify licence files, to be shipped with them' })
  @ApiOkResponse({ type: PublicKeysAnswer })
  async list(): Promise<PublicKeysAnswer> {
    const keys = await this.keys.published();
    return { items: keys.map(({ keyId, publicKey, createdAt, retiredAt }) => ({ keyId, algorithm: 'Ed25519', publicKey, createdAt: createdAt.toISOString(), retiredAt: wire(retiredAt) })) };
  }

  @Post('admin/licence-signing-keys')
  @Allow('admin')
  @NeverCached()
  @CreatesOnce()
  @ApiTags('admin')
  @ApiOperation({ summary: 'Sign with a new key from now on; what the old one has signed stays good unless it was compromised' })
  @ApiCreatedResponse({ type: RotatedAnswer })
  @Refuses(400)
  async rotate(@Body() { isCompromised }: SigningKeyRotationDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<RotatedAnswer> {
    return { keyId: await this.keys.rotate({ isCompromised, personId }, claim) };
  }
}

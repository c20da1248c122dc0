import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlainText } from '../../http/code-text.js';

const fingerprint = { pattern: '^[!-~]{8,200}$', description: 'Whatever the program tells machines apart by: 8 to 200 printable ASCII characters.', example: 'b1946ac92492d2347c6235b4d2611184' };

export class LicenceDto {
  @ApiProperty({ maxLength: 200, description: 'Blanks are passed over, and small letters where the key has none.', example: 'GLAZE-7KQ2M-0XV9R-3HJTD-WA8NC' })
  @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) @MaxLength(200) @PlainText()
  key: string;

  @ApiProperty({ format: 'uuid', description: 'The product that the program is: a key of another product is unknown.' })
  @IsUUID()
  product: string;

  @ApiPropertyOptional({ description: 'Comes back in the signed answer, with the rest of the question: a new one each time tells an old answer from this one.', pattern: '^[!-~]{1,100}$', example: '9f1c' })
  @IsOptional() @Matches(/^[!-~]{1,100}$/) @IsString()
  nonce?: string;
}

export class VerifyLicenceDto extends LicenceDto {
  @ApiPropertyOptional(fingerprint)
  @IsOptional() @Matches(/^[!-~]{8,200}$/) @IsString()
  fingerprint?: string;
}

export class MachineDto extends LicenceDto {
  @ApiProperty(fingerprint)
  @Matches(/^[!-~]{8,200}$/) @IsString()
  fingerprint: string;
}

export class ActivationDto extends MachineDto {
  @ApiPropertyOptional({ description: 'For people.', maxLength: 100, example: 'Studio laptop' })
  @IsOptional() @MaxLength(100) @PlainText()
  name?: string;

  @ApiPropertyOptional({ maxLength: 100, example: 'linux-x64' })
  @IsOptional() @MaxLength(100) @PlainText()
  platform?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 525600, description: 'Checks a floating place out: the machine keeps it for so long without being heard of. Left out, a lease that runs goes on. Deactivation checks it in.' })
  @IsOptional() @Max(525_600) @Min(1) @IsInt()
  leaseMinutes?: number;
}

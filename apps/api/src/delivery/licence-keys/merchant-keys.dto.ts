import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { keySources, type KeySource } from '@silkport/delivery';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';

const longestCsv = 900_000;
const whole = (most: number, description: string) => ({ type: 'integer' as const, minimum: 1, maximum: most, description });

export class KeyFileDto {
  @ApiProperty({ maxLength: longestCsv, description: 'One column, with or without the heading `key`; up to 20,000 keys of 4 to 200 characters without blanks. What keeps a key from being guessed is its length: 16 characters of chance or more.', example: 'key\nAAAA-BBBB-CCCC\nDDDD-EEEE-FFFF\n' })
  @MaxLength(longestCsv) @IsString()
  csv: string;
}

export class KeyPlanDto {
  @ApiProperty({ enum: keySources, description: '`pool`: keys that were imported; `generated`: made when they are sold.' })
  @IsIn(keySources)
  source: KeySource;

  @ApiPropertyOptional({ description: 'Of generated keys: capital letters, figures and hyphens, with an X for each character of chance, 16 or more.', pattern: '^[A-Z0-9-]{1,100}$', example: 'GLAZE-XXXXX-XXXXX-XXXXX-XXXXX' })
  @IsOptional() @Matches(/^[A-Z0-9-]{1,100}$/)
  pattern?: string;

  @ApiPropertyOptional(whole(100_000, 'Machines that may have a place at the same time; any number where it is left out.'))
  @IsOptional() @Max(100_000) @Min(1) @IsInt()
  maxMachines?: number;

  @ApiPropertyOptional({ default: false, description: 'Whether a machine that misses its heartbeat loses its place to others.' })
  @IsOptional() @IsBoolean()
  isFloating?: boolean;

  @ApiPropertyOptional(whole(43_200, 'A machine that is not heard of for so long is dead.'))
  @IsOptional() @Max(43_200) @Min(1) @IsInt()
  heartbeatMinutes?: number;

  @ApiPropertyOptional(whole(525_600, 'For how long at most a floating place may be checked out; not at all where it is left out.'))
  @IsOptional() @Max(525_600) @Min(1) @IsInt()
  leaseMinutes?: number;

  @ApiPropertyOptional({ ...whole(3_650, 'For how many days a licence file is good: so long at most it outlives a refund, and keeps the place of a machine that was deactivated.'), default: 30 })
  @IsOptional() @Max(3_650) @Min(1) @IsInt()
  fileDays?: number;

  @ApiPropertyOptional({ type: [String], maxItems: 50, description: 'Names that the program finds in licence files and answers.', example: ['pro'] })
  @IsOptional() @Matches(/^[\w.:-]{1,60}$/, { each: true }) @ArrayMaxSize(50) @IsArray()
  features?: string[];

  @ApiPropertyOptional(whole(36_500, 'For how many days from the sale on the key is good; for ever where it is left out.'))
  @IsOptional() @Max(36_500) @Min(1) @IsInt()
  validityDays?: number;
}

export class ImportedKeysAnswer {
  @ApiProperty({ type: 'integer', example: 2 }) imported: number;
}

export class KeyPoolAnswer {
  @ApiProperty({ enum: keySources }) source: KeySource;
  @ApiProperty({ type: String, nullable: true }) pattern: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) maxMachines: number | null;
  @ApiProperty() isFloating: boolean;
  @ApiProperty({ type: 'integer', nullable: true }) heartbeatMinutes: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) leaseMinutes: number | null;
  @ApiProperty({ type: 'integer' }) fileDays: number;
  @ApiProperty({ type: [String] }) features: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true }) validityDays: number | null;
  @ApiProperty({ type: 'integer', description: 'Keys in the pool.' }) free: number;
  @ApiProperty({ type: 'integer', description: 'Keys that are somebody’s.' }) given: number;
  @ApiProperty({ type: 'integer', description: 'Keys of the pool that are nobody’s any more: their seats went to others, who got other keys.' }) retired: number;
  @ApiProperty({ type: 'integer', description: 'Keys that are somebody’s while whoever had their seats before knows them, too: there was no other one to give.' }) known: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'That can still be ordered, without those promised to unpaid orders; null where there is no limit.' }) onSale: number | null;
}

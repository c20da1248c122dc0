import { ApiProperty } from '@nestjs/swagger';

/** What a download program checks the pieces of a large file by, while they come. */
export class ChunkHashesAnswer {
  @ApiProperty({ type: 'integer', example: 4294967296 }) sizeBytes: number;
  @ApiProperty({ description: 'Of the whole file, hexadecimal.', pattern: '^[0-9a-f]{64}$' }) sha256: string;
  @ApiProperty({ type: 'integer', description: 'Of each chunk but the last.', example: 8388608 }) chunkBytes: number;
  @ApiProperty({ type: [String], description: 'SHA-256 of each chunk, hexadecimal; empty of files of up to 64 MiB.', example: [] }) chunks: readonly string[];
}

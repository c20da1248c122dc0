import { ApiProperty } from '@nestjs/swagger';

/** Where a list goes on. */
export class PageAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Give it as `cursor` for the next page; null at the end.', example: null })
  nextCursor: string | null;
}

import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CalendarFile } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { Refuses } from '../../http/refuses.js';

/** Calendar entries of sessions. The link's own signature is the permission, so a calendar that knows no session can read it again. */
@ApiTags('delivery')
@Controller('v1/calendar')
@Allow('signed-link')
export class CalendarController {
  constructor(private readonly calendar: CalendarFile) {}

  /** @throws BookingUnknown */
  @Get(':file')
  @NeverCached()
  @ApiOperation({ summary: 'A session as an entry for calendars (RFC 5545)' })
  @ApiParam({ name: 'file', description: 'The end of a `calendarUrl`.' })
  @ApiOkResponse({ description: 'The entry.', content: { 'text/calendar': { schema: { type: 'string' } } } })
  @Refuses(404)
  async read(@Param('file') file: string): Promise<StreamableFile> {
    const bytes = Buffer.from(await this.calendar.read(file.replace(/\.ics$/, '')));
    return new StreamableFile(bytes, { type: 'text/calendar; charset=utf-8', disposition: 'attachment; filename="session.ics"', length: bytes.length });
  }
}

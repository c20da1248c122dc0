import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { MerchantHosts, type HostView } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow, type IdempotentRequest } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { Claim, CreatesOnce } from '../../http/creates-once.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { HostAnswer, HostDto, HostsAnswer, NewHostAnswer } from './availability.dto.js';

/** The people of a merchant who hold sessions, each with hours of their own. */
@ApiTags('merchant')
@Controller('v1/merchant/hosts')
@Allow('merchant')
export class HostsController {
  constructor(private readonly hosts: MerchantHosts) {}

  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Who holds sessions' })
  @ApiOkResponse({ type: HostsAnswer })
  async list(@CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<HostsAnswer> {
    return { items: (await this.hosts.list(merchantId)).map(hostAnswer) };
  }

  /** @throws AvailabilityRefused, HostNameRefused, TooManyHosts */
  @Post()
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Name a host; the availability of a product says who of them holds its sessions' })
  @ApiCreatedResponse({ type: NewHostAnswer })
  @Refuses(400, 409, 422)
  async add(@Body() { meetingLink, ...words }: HostDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<NewHostAnswer> {
    return { id: await this.hosts.add(merchantId, { ...words, meetingLink: meetingLink ?? null }, claim) };
  }

  /** @throws HostUnknown, AvailabilityRefused, HostNameRefused */
  @Put(':hostId')
  @NeverCached()
  @ApiOperation({ summary: 'Set a host’s name and hours, all of it; what is booked stays booked. The same again changes nothing' })
  @ApiParam({ name: 'hostId', format: 'uuid' })
  @ApiOkResponse({ type: HostAnswer })
  @Refuses(400, 404, 422)
  async change(@Param('hostId') hostId: string, @Body() { meetingLink, ...words }: HostDto, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<HostAnswer> {
    return hostAnswer(await this.hosts.change(hostId, merchantId, { ...words, meetingLink: meetingLink ?? null }));
  }

  /** @throws HostUnknown */
  @Delete(':hostId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Retire a host: no longer offered, but what is booked stays booked. Doing it again changes nothing' })
  @ApiParam({ name: 'hostId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'Nobody can book them any more.' })
  @Refuses(404)
  async retire(@Param('hostId') hostId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.hosts.retire(hostId, merchantId);
  }
}

function hostAnswer({ id, name, timeZone, bufferMinutes, weekly, exceptions, meetingLink, setAt }: HostView): HostAnswer {
  return { id, name, timeZone, bufferMinutes, weekly: [...weekly], exceptions: exceptions.map(({ date, hours }) => ({ date, hours: [...hours] })), meetingLink, setAt: setAt.toISOString() };
}

import { Controller, HttpCode, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ReceiveWebhook } from '@silkport/payments';
import { Allow } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';

export class ReceivedAnswer {
  @ApiProperty({ type: 'boolean', enum: [true], example: true }) received: true;
}

@ApiTags('webhooks')
@Controller('webhooks/stripe')
export class StripeWebhookController {
  constructor(private readonly receiveWebhook: ReceiveWebhook) {}

  /** An event that was here before, or is not about us, is received all the same. @throws WebhookSignatureInvalid, ChargeMismatch */
  @Post()
  @HttpCode(200)
  @Allow('stripe-signature')
  @NeverCached()
  @ApiOperation({ summary: 'Stripe’s notifications' })
  @ApiBody({ schema: { type: 'object', description: 'An event as Stripe sends it.' } })
  @ApiOkResponse({ type: ReceivedAnswer })
  @Refuses(400, 409)
  async receive(@Req() { rawBody, headers }: RawBodyRequest<FastifyRequest>): Promise<ReceivedAnswer> {
    const signature = headers['stripe-signature'];
    await this.receiveWebhook.run(rawBody ?? Buffer.alloc(0), typeof signature === 'string' ? signature : undefined);
    return { received: true };
  }
}

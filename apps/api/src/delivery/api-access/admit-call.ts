import { Inject, Injectable } from '@nestjs/common';
import { CallsTooFast, CheckApiCall, CredentialRefused, limitReached, quotaHeaders, QuotaUsedUp, retryAfterSeconds, type AdmittedCall, type ApiCall } from '@silkport/delivery';
import { OrderReads } from '@silkport/ordering';
import { CONFIG, DomainError, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HeldItems } from '../held-items.js';

/** Lets a call through or refuses it, and tells its caller in headers what is left, when to come back, and where more is sold. */
@Injectable()
export class AdmitCall {
  constructor(private readonly check: CheckApiCall, private readonly orders: OrderReads, private readonly held: HeldItems, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  callerOf(productId: string, request: FastifyRequest): Pick<ApiCall, 'token' | 'productId' | 'client'> {
    const key = request.headers['x-api-key'];
    const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? (typeof key === 'string' ? key : undefined);
    return { token, productId, client: this.held.clientOf(request) };
  }

  /** @throws as `CheckApiCall` */
  async admit(call: ApiCall, reply: FastifyReply): Promise<AdmittedCall> {
    try {
      const admitted = await this.check.run(call);
      void reply.headers(quotaHeaders(admitted, this.clock.now()));
      return admitted;
    } catch (error) {
      if (error instanceof DomainError) await this.tellLimits(error, call, reply);
      throw error;
    }
  }

  private async tellLimits(error: DomainError, { productId }: ApiCall, reply: FastifyReply): Promise<void> {
    if (error instanceof CredentialRefused) void reply.header('www-authenticate', 'Bearer');
    const reached = limitReached(error);
    if (!reached) return;
    const now = this.clock.now();
    void reply.headers(quotaHeaders(reached.standing, now));
    if (error instanceof CallsTooFast) void reply.header('retry-after', String(retryAfterSeconds(reached.standing, now)));
    if (error instanceof QuotaUsedUp) void reply.header('link', `<${await this.topUpUrl(reached.orderId, productId)}>; rel="payment"`);
  }

  /** The page of the product that was called, in the language of the order. */
  private async topUpUrl(orderId: string, productId: string): Promise<string> {
    const order = await this.orders.byId(orderId);
    const line = order?.lines.find((each) => each.productId === productId);
    return `${this.config.publicUrl}/${order?.locale ?? 'en'}/products/${encodeURIComponent(line?.productSlug ?? '')}`;
  }
}

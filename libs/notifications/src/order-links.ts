import { Inject, Injectable } from '@nestjs/common';
import { OrderAccess, type OrderView } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';

/** Addresses that open an order without a password, for the mails of its buyer. */
@Injectable()
export class OrderLinks {
  constructor(private readonly access: OrderAccess, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  /** @param page of the order: `/subscription` */
  of({ id, number, locale }: Pick<OrderView, 'id' | 'number' | 'locale'>, page = ''): string {
    return `${this.config.publicUrl}/${locale}/orders/${number}${page}?key=${this.access.keyOf(id)}`;
  }

  /** Of something bought, or of what can be done with it: `/booking`. */
  ofItem({ id, number, locale }: Pick<OrderView, 'id' | 'number' | 'locale'>, entitlementId: string, action = ''): string {
    return `${this.config.publicUrl}/${locale}/orders/${number}/items/${entitlementId}${action}?key=${this.access.keyOf(id)}`;
  }

  /** Of a seat, for whom it was given to. @param key of the seat */
  ofSeat({ number, locale }: Pick<OrderView, 'number' | 'locale'>, entitlementId: string, key: string): string {
    return `${this.config.publicUrl}/${locale}/orders/${number}/items/${entitlementId}?key=${key}`;
  }
}

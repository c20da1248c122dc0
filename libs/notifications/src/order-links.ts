import { Inject, Injectable } from '@nestjs/common';
import { OrderAccess, type OrderView } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';

/** Addresses that open an order without a password, for the mails of its buyer. */
@Injectable()
export class OrderLinks {
  constructor(private readonly access: OrderAccess, @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>) {}

  of({ id, number, locale }: Pick<OrderView, 'id' | 'number' | 'locale'>): string {
    return `${this.config.publicUrl}/${locale}/orders/${number}?key=${this.access.keyOf(id)}`;
  }
}

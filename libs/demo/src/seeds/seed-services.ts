import { Injectable } from '@nestjs/common';
import { CommissionPlans, MerchantHosts, SessionPlans } from '@silkport/delivery';
import type { PlacedProduct } from '../placed-products.js';
import { seedBookings } from './bookings.js';
import { seedCommissions } from './commissions.js';

/** When the people of the demo have time, and in which steps they work. It can be done again. */
@Injectable()
export class SeedServices {
  constructor(private readonly sessions: SessionPlans, private readonly hosts: MerchantHosts, private readonly commissions: CommissionPlans) {}

  async run(placed: readonly PlacedProduct[]): Promise<void> {
    await seedBookings({ plans: this.sessions, hosts: this.hosts }, placed);
    await seedCommissions({ plans: this.commissions }, placed);
  }
}

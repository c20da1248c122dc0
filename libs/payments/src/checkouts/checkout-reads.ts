import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { findCheckout, type CheckoutRow } from './find-checkout.js';

/** Where the buyer pays, as long as there is something to pay. */
export type CheckoutView =
  | { readonly status: 'open'; readonly url: string; readonly expiresAt: Date }
  | { readonly status: 'paid' | 'expired'; readonly url: null; readonly expiresAt: Date };

@Injectable()
export class CheckoutReads {
  constructor(private readonly database: Database) {}

  /** Undefined until the payment page has been opened. */
  async checkoutOf(reference: string): Promise<CheckoutView | undefined> {
    const row = await findCheckout(this.database, reference);
    return row && checkoutView(row);
  }
}

export function checkoutView({ status, url, expires_at: expiresAt }: CheckoutRow): CheckoutView {
  return status === 'open' && url !== null ? { status, url, expiresAt } : { status: status === 'paid' ? 'paid' : 'expired', url: null, expiresAt };
}

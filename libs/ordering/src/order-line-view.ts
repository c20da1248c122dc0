import type { DeliveryKind } from '@silkport/catalog';
import type { ImportEstimate, TaxLine } from '@silkport/tax';
import type { Money, Rate, Translated } from '@silkport/values';
import type { LineState } from './order-states.js';
import type { BundleOfLine } from './quotes/wanted-lines.js';

export interface OrderLineView {
  readonly id: string;
  readonly state: LineState;
  readonly productId: string;
  readonly productCode: string;
  readonly productSlug: string;
  readonly productName: Translated;
  readonly variantId: string;
  readonly variantName: Translated | null;
  /** The bundle that it was ordered in; null where it was ordered for itself. */
  readonly bundle: BundleOfLine | null;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly digitallyDelivered: boolean;
  /** Of a service that runs for a while: for how many days; else null. */
  readonly serviceDays: number | null;
  readonly quantity: number;
  /** As it was shown. */
  readonly unit: Money;
  /** What the buyer pays: net and tax. */
  readonly total: Money;
  readonly net: Money;
  readonly tax: Money;
  readonly taxes: readonly TaxLine[];
  /** Of a parcel that is taxed at the border. */
  readonly importEstimate: ImportEstimate | null;
  readonly merchantTotal: Money;
  readonly merchantNet: Money;
  readonly commission: Money;
  readonly commissionTax: Money;
  readonly payable: Money;
  readonly rate: Rate;
  readonly refunded: Money;
  /** Worth of what was performed of it in parts. */
  readonly performed: Money;
  readonly deliveredAt: Date | null;
  /** When its buyer confirmed to withdraw from it. */
  readonly withdrawnAt: Date | null;
}

/** A line's amounts as the database has them. */
export interface LineAmounts {
  readonly unitMinor: bigint;
  readonly totalMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly refundedMinor: bigint;
  readonly performedMinor: bigint;
  readonly merchantCurrency: string;
  readonly merchantTotalMinor: bigint;
  readonly merchantNetMinor: bigint;
  readonly commissionMinor: bigint;
  readonly commissionTaxMinor: bigint;
  readonly payableMinor: bigint;
}

export type AmountNames = 'unit' | 'total' | 'net' | 'tax' | 'refunded' | 'performed' | 'merchantTotal' | 'merchantNet' | 'commission' | 'commissionTax' | 'payable';

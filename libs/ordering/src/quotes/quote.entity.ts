import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BillingPlan, DeliveryKind } from '@silkport/catalog';
import type { TrialHolder } from '../subscriptions/trial-holders.js';
import type { BundleOfLine } from './wanted-lines.js';
import type { CommissionTerms } from '@silkport/pricing';
import type { ImportEstimate, LocationEvidence, PlaceVerdict, TaxLine } from '@silkport/tax';
import type { Locale, Rate, Translated } from '@silkport/values';

/** What of a line is money. */
export type LineMoney = Pick<QuoteLine, 'unitMinor' | 'totalMinor' | 'netMinor' | 'taxMinor' | 'taxes' | 'merchantTotalMinor' | 'merchantNetMinor' | 'commissionMinor' | 'commissionTaxMinor' | 'payableMinor'>;

/** How a line is charged again and again, and what each period costs: the line's own amounts are what is due today. */
export interface SubscribedTerms {
  readonly plan: BillingPlan;
  readonly recurring: LineMoney;
  /** By what its buyer is known, who has had the trial that it would begin with; absent where that is not why there is none. */
  readonly trialGivenTo?: TrialHolder;
}

/** A line of a quote, with everything that an order will hold. */
export interface QuoteLine {
  readonly variantId: string;
  readonly variantName: Translated | null;
  readonly productId: string;
  readonly productCode: string;
  readonly productSlug: string;
  readonly productName: Translated;
  readonly merchantId: string;
  readonly merchantName: Translated;
  readonly clusterId: string;
  readonly taxonomyId: string;
  readonly deliveryKind: DeliveryKind;
  readonly digitallyDelivered: boolean;
  /** The bundle that it was ordered in; absent from quotes of before there were bundles. */
  readonly bundle?: BundleOfLine | null;
  readonly isLimited: boolean;
  /** Of a service that runs for a while: for how many days; absent from quotes of before that was told. */
  readonly serviceDays: number | null;
  readonly quantity: number;
  readonly unitMinor: bigint;
  /** What the buyer pays for the line: net and tax. It is unit times quantity, but where tax is added to what was shown or taken off it. */
  readonly totalMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly taxes: readonly TaxLine[];
  readonly importEstimate: ImportEstimate | null;
  readonly merchantCurrency: string;
  readonly merchantTotalMinor: bigint;
  /** Of `merchantTotalMinor` without tax: payable, commission and the tax on the commission. */
  readonly merchantNetMinor: bigint;
  readonly commissionMinor: bigint;
  readonly commissionTaxMinor: bigint;
  readonly commissionTerms: CommissionTerms;
  readonly payableMinor: bigint;
  readonly rate: Rate;
  readonly referenceRate: Rate;
  /** Decimal percent. */
  readonly marginPct: string;
  /** Of what is charged by the period; absent of everything else. */
  readonly subscription?: SubscribedTerms;
}

/** A price promised for half an hour. Its lines are one frozen document: they are only ever read together. */
@Entity({ schema: 'ordering', name: 'quotes' })
@Index('quotes_holding_raw', { synchronize: false })
export class Quote {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'quotes_pkey' }) id: string;
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'char', length: 3 }) currency: string;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ name: 'rate_set_id', type: 'uuid' }) rateSetId: string;
  @Column({ name: 'total_minor', type: 'bigint' }) totalMinor: bigint;
  @Column({ type: 'jsonb' }) lines: unknown;
  /** Subdivision of the country/region, where its taxes ask for one. */
  @Column({ type: 'text', nullable: true }) region: string | null;
  /** Of a business buyer, in its official form. */
  @Column({ name: 'tax_id', type: 'text', nullable: true }) taxId: string | null;
  /** Where the supply is taxed, by the evidence; `place` says how sure that is. */
  @Column({ name: 'place_country', type: 'char', length: 2 }) placeCountry: string;
  @Column({ type: 'text' }) place: PlaceVerdict;
  /** Of where the buyer belongs, as far as it was known; what is paid for is kept by the tax context. */
  @Column({ type: 'jsonb' }) evidence: readonly LocationEvidence[];
  /** Whether its evidence still says more than kind and country/region. */
  @Column({ name: 'holds_raw', type: 'boolean', default: true }) holdsRaw: boolean;
  @Column({ name: 'quoted_at', type: 'timestamptz' }) quotedAt: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
}

/** What a commission is reckoned for. */
export interface CommissionedLine {
  readonly merchantId: string;
  readonly clusterId: string;
  readonly taxonomyId: string;
  /** Where the merchant is established, ISO 3166-1 alpha-2: decides the tax on the commission. China where it is not told. */
  readonly merchantCountry?: string;
}

/** The share of the marketplace, frozen when an order is placed. */
export interface CommissionTerms {
  /** Decimal percent of the merchant's net: "10". */
  readonly ratePct: string;
  /** Decimal percent of the commission: "6". */
  readonly taxRatePct: string;
  /** Whom that tax is owed to, and by which law; absent of terms that were frozen before they were kept. The law is empty where no tax is due. */
  readonly taxAuthority?: string;
  readonly taxLegalSource?: string;
  readonly ruleId: string;
}

export { chargeableCurrencies, currencies, findCurrency, type Currency } from './currencies.js';
export { findGroup, groups, groupsOf, marketsOfGroups, type Group, type GroupKind } from './groups.js';
export { guessMarket } from './guess-market.js';
export {
  locationEvidenceRules, lowValueGoods, marketTax, taxIdRules,
  type B2bMechanism, type LocationEvidenceRules, type LowValueGoods, type MarketTax, type StatedAmount, type TaxIdRules, type TaxScheme,
} from './market-tax.js';
export { findMarket, markets, marketsOfGroup, type Market } from './markets.js';
export { hasPostalCodes } from './postal-codes.js';
export type { Provenance } from './provenance.js';
export { childrenOf, findTaxonomyNode, leavesUnder, pathOf, taxonomyNodes, taxonomyRoots } from './taxonomy.js';
export type { DeliveryMethod, SupplyMode, TaxClass, TaxonomyNode } from './taxonomy-node.js';

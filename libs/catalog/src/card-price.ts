import { shownPrice, type ListedPrice, type PriceAsk, type PriceTable, type ShownPrice } from '@silkport/pricing';

/** The lowest price among variants; where a variant has none in the currency asked for, those that have one go before it. */
export function lowestPrice(table: PriceTable, variants: readonly (readonly ListedPrice[])[], ask: PriceAsk): ShownPrice | undefined {
  const prices = variants.map((list) => shownPrice(table, list, ask));
  const asked = prices.filter(({ stop }) => stop === null);
  return (asked.length ? asked : prices).reduce<ShownPrice | undefined>((lowest, each) => (lowest && lowest.price.amountMinor <= each.price.amountMinor ? lowest : each), undefined);
}

export const tradeFlows = ['export', 'import', 'domestic', 'transit'] as const;

/** From China's point of view. Domestic trade and trade between two other economies are no trade of China's. */
export type TradeFlow = (typeof tradeFlows)[number];

const reporter = 'CN';

/**
 * The direction of a sale by the residence of its two parties, whatever its currency (BPM6). Hong Kong, Macao and Taiwan are
 * customs territories of their own, and partners as any other.
 * @param exporter, importer ISO 3166-1 alpha-2
 */
export function flowBetween(exporter: string, importer: string): { flow: TradeFlow; partner: string } {
  if (exporter === reporter) return { flow: importer === reporter ? 'domestic' : 'export', partner: importer };
  return importer === reporter ? { flow: 'import', partner: exporter } : { flow: 'transit', partner: importer };
}

import type { Context } from '@silkport/platform';
import { CreateTradeStatistics1764000000600 } from './migrations/1764000000600-create-trade-statistics.js';
import { TradeFact } from './trade-fact.entity.js';

export const tradeStatisticsContext: Context = {
  name: 'trade-statistics', entities: [TradeFact], migrations: [CreateTradeStatistics1764000000600], locales: new URL('./locales/', import.meta.url),
};

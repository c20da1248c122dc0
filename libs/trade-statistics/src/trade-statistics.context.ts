import type { Context } from '@silkport/platform';
import { CreateTradeStatistics1764000000600 } from './migrations/1764000000600-create-trade-statistics.js';
import { CorrectByRefund1764000000601 } from './migrations/1764000000601-correct-by-refund.js';
import { TradeFact } from './trade-fact.entity.js';

export const tradeStatisticsContext: Context = {
  name: 'trade-statistics', entities: [TradeFact], migrations: [CreateTradeStatistics1764000000600, CorrectByRefund1764000000601], locales: new URL('./locales/', import.meta.url),
};

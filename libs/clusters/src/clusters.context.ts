import type { Context } from '@silkport/platform';
import { Cluster, Merchant } from './cluster.entity.js';
import { LegalFacts } from './legal-facts/legal-facts.entity.js';
import { CreateClusters1764000000200 } from './migrations/1764000000200-create-clusters.js';
import { MerchantLegalFacts1764000000201 } from './migrations/1764000000201-merchant-legal-facts.js';

export const clustersContext: Context = {
  name: 'clusters',
  entities: [Cluster, Merchant, LegalFacts],
  migrations: [CreateClusters1764000000200, MerchantLegalFacts1764000000201],
  locales: new URL('./locales/', import.meta.url),
};

import type { Context } from '@silkport/platform';
import { Cluster, Merchant } from './cluster.entity.js';
import { CreateClusters1764000000200 } from './migrations/1764000000200-create-clusters.js';

export const clustersContext: Context = { name: 'clusters', entities: [Cluster, Merchant], migrations: [CreateClusters1764000000200] };

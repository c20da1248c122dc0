export { ClusterReads, type ClusterView, type MerchantView } from './cluster-reads.js';
export type { SizeClass } from './cluster.entity.js';
export { clustersContext } from './clusters.context.js';
export { ClustersModule } from './clusters.module.js';
export { FoundClusters, type NewCluster, type NewMerchant } from './found-clusters.js';

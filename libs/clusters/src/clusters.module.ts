import { Module } from '@nestjs/common';
import { ClusterReads } from './cluster-reads.js';
import { FoundClusters } from './found-clusters.js';

@Module({ providers: [ClusterReads, FoundClusters], exports: [ClusterReads, FoundClusters] })
export class ClustersModule {}

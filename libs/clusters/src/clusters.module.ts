import { Module } from '@nestjs/common';
import { ClusterReads } from './cluster-reads.js';
import { FoundClusters } from './found-clusters.js';
import { MerchantLegalFacts } from './legal-facts/merchant-legal-facts.js';
import { SetLegalFacts } from './legal-facts/set-legal-facts.js';

const face = [ClusterReads, FoundClusters, MerchantLegalFacts, SetLegalFacts];

@Module({ providers: face, exports: face })
export class ClustersModule {}

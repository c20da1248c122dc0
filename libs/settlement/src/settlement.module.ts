import { Module } from '@nestjs/common';
import { ClustersModule } from '@silkport/clusters';
import { LedgerModule } from '@silkport/ledger';
import { PaymentsModule } from '@silkport/payments';
import { PricingModule } from '@silkport/pricing';
import { booksFace, booksProviders } from './books.providers.js';
import { payoutFace, payoutProviders } from './payout.providers.js';

@Module({ imports: [ClustersModule, LedgerModule, PaymentsModule, PricingModule], providers: [...payoutProviders, ...booksProviders], exports: [...payoutFace, ...booksFace] })
export class SettlementModule {}

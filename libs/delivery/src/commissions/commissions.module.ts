import { Module } from '@nestjs/common';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { AcceptByTime } from './accept-by-time.js';
import { BuyerActs } from './buyer-acts.js';
import { CommissionPlans } from './commission-plans.js';
import { CommissionReads } from './commission-reads.js';
import { DecideMilestone } from './decide-milestone.js';
import { MerchantActs } from './merchant-acts.js';
import { ServeCommissionFile } from './serve-commission-file.js';

const exported = [BuyerActs, CommissionPlans, CommissionReads, DecideMilestone, MerchantActs, ServeCommissionFile];

/** Work that is made to order: brief, milestones, and each part's money. */
@Module({ imports: [EntitlementsModule], providers: [...exported, AcceptByTime], exports: exported })
export class CommissionsModule {}

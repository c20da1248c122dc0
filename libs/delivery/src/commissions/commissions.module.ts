import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { AcceptByTime } from './accept-by-time.js';
import { BuyerActs } from './buyer-acts.js';
import { BuyerFileFolder } from './buyer-file-folder.js';
import { CheckBuyerFile } from './check-buyer-file.js';
import { CancelCommission } from './cancel-commission.js';
import { CommissionPlans } from './commission-plans.js';
import { CommissionReads } from './commission-reads.js';
import { DecideMilestone } from './decide-milestone.js';
import { FormBodies } from './form-bodies.js';
import { AdmitToWork } from './lock-work.js';
import { MerchantActs } from './merchant-acts.js';
import { ReceiveBuyerFiles } from './receive-buyer-files.js';
import { RemindOfBriefs } from './remind-of-briefs.js';
import { ServeCommissionFile } from './serve-commission-file.js';
import { SweepBuyerFiles } from './sweep-buyer-files.js';

const folder = { provide: BuyerFileFolder, useFactory: ({ dataDir }: Config) => new BuyerFileFolder(dataDir), inject: [CONFIG] };
const exported = [AdmitToWork, BuyerActs, CancelCommission, CommissionPlans, CommissionReads, DecideMilestone, MerchantActs, ReceiveBuyerFiles, ServeCommissionFile];

/** Work that is made to order: brief, milestones, and each part's money. */
@Module({ imports: [EntitlementsModule, UploadsModule], providers: [...exported, folder, AcceptByTime, CheckBuyerFile, FormBodies, RemindOfBriefs, SweepBuyerFiles], exports: exported })
export class CommissionsModule {}

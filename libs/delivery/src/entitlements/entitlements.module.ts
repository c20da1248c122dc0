import { Module } from '@nestjs/common';
import { OrderingModule } from '@silkport/ordering';
import { AccessLog } from './access-log.js';
import { AccessRules } from './access-rules.js';
import { ApplyAccessRules } from './apply-access-rules.js';
import { ChangeAccess } from './change-access.js';
import { EntitlementAccess } from './entitlement-access.js';
import { EntitlementReads } from './entitlement-reads.js';
import { ExpireAccess } from './expire-access.js';
import { GiveWhatIsSetUp } from './give-what-is-set-up.js';
import { GiveDeliveryLog } from './give-delivery-log.js';
import { HeldEntitlements } from './held-entitlements.js';
import { OnMoneyMoved } from './on-money-moved.js';
import { OnOrderPaid } from './on-order-paid.js';
import { SeatReads } from '../seats/seat-reads.js';
import { RefusedAccesses } from './refused-accesses.js';

const exported = [AccessLog, AccessRules, ChangeAccess, EntitlementAccess, EntitlementReads, HeldEntitlements, RefusedAccesses, SeatReads];

/** Who may use what: the state machine that every kind hangs on. */
@Module({ imports: [OrderingModule], providers: [...exported, ApplyAccessRules, ExpireAccess, GiveDeliveryLog, GiveWhatIsSetUp, OnMoneyMoved, OnOrderPaid], exports: exported })
export class EntitlementsModule {}

import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { OrderingModule } from '@silkport/ordering';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { ApiAccessReads } from './api-access-reads.js';
import { ApplyTopUp } from './apply-top-up.js';
import { CheckApiCall } from './check-api-call.js';
import { EndOverlaps } from './end-overlaps.js';
import { ForwardCall } from './forward-call.js';
import { GiveBackCall } from './give-back-call.js';
import { IssueCredential } from './issue-credential.js';
import { JoinTopUp } from './join-top-up.js';
import { NoteApiCalls } from './note-api-calls.js';
import { OnApiAccessChanged } from './on-api-access-changed.js';
import { RefusedCalls } from './refused-calls.js';
import { RevokeCredential } from './revoke-credential.js';
import { RotateCredential } from './rotate-credential.js';
import { SetApiPlan } from './set-api-plan.js';

const exported = [ApiAccessReads, CheckApiCall, ForwardCall, GiveBackCall, IssueCredential, JoinTopUp, RevokeCredential, RotateCredential, SetApiPlan];

/** Access to merchants' APIs: plans, credentials, the gate of each call, and what was used. */
@Module({ imports: [CatalogModule, EntitlementsModule, OrderingModule], providers: [...exported, ApplyTopUp, EndOverlaps, NoteApiCalls, OnApiAccessChanged, RefusedCalls], exports: exported })
export class ApiAccessModule {}

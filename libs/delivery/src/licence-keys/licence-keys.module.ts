import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { ActivateMachine } from './activate-machine.js';
import { AddLicenceKeys } from './add-licence-keys.js';
import { DeactivateMachine } from './deactivate-machine.js';
import { HearMachine } from './hear-machine.js';
import { ImportLicenceKeys } from './import-licence-keys.js';
import { IssueLicenceFile } from './issue-licence-file.js';
import { KeyGuesses } from './key-guesses.js';
import { KeyPoolReads } from './key-pool-reads.js';
import { LicenceReads } from './licence-reads.js';
import { OnAccessEnded } from './on-access-ended.js';
import { OnAccessStarted } from './on-access-started.js';
import { RefusedUses } from './refused-uses.js';
import { SetKeyPlan } from './set-key-plan.js';
import { SignAnswer } from './sign-answer.js';
import { SigningKeys } from './signing-keys.js';
import { VerifyLicence } from './verify-licence.js';

const exported = [
  ActivateMachine, AddLicenceKeys, DeactivateMachine, HearMachine, ImportLicenceKeys, IssueLicenceFile, KeyPoolReads, LicenceReads, SetKeyPlan, SignAnswer, SigningKeys, VerifyLicence,
];

/** Keys of pools and plans, the machines that they are used on, and the proofs that go without network. */
@Module({ imports: [CatalogModule, EntitlementsModule], providers: [...exported, KeyGuesses, OnAccessEnded, OnAccessStarted, RefusedUses], exports: exported })
export class LicenceKeysModule {}

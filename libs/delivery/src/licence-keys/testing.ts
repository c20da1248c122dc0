import { Test } from '@nestjs/testing';
import { PublishProducts, QuotableVariants, type DeliveryKind } from '@silkport/catalog';
import { ClusterReads, FoundClusters } from '@silkport/clusters';
import { CONFIG, Database, Idempotency } from '@silkport/platform';
import { Clock, money, newId, SetClock } from '@silkport/values';
import { MerchantCountries } from '../../../catalog/src/merchant-countries.js';
import { EntitlementAccess } from '../entitlements/entitlement-access.js';
import { ActivateMachine } from './activate-machine.js';
import { AddLicenceKeys } from './add-licence-keys.js';
import { DeactivateMachine } from './deactivate-machine.js';
import { HearMachine } from './hear-machine.js';
import { ImportLicenceKeys } from './import-licence-keys.js';
import { IssueLicenceFile } from './issue-licence-file.js';
import { KeyGuesses } from './key-guesses.js';
import { plainTerms, type KeyTerms } from './key-terms.js';
import { KeyPlan, type KeySource } from './key-plan.entity.js';
import { LicenceReads } from './licence-reads.js';
import { OnAccessEnded } from './on-access-ended.js';
import { RefusedUses } from './refused-uses.js';
import { SetKeyPlan } from './set-key-plan.js';
import { SignAnswer } from './sign-answer.js';
import { SigningKeys } from './signing-keys.js';
import { VerifyLicence } from './verify-licence.js';

const parts = [
  ActivateMachine, AddLicenceKeys, ClusterReads, DeactivateMachine, EntitlementAccess, FoundClusters, HearMachine, Idempotency, ImportLicenceKeys, IssueLicenceFile, KeyGuesses, LicenceReads, OnAccessEnded, RefusedUses, SetKeyPlan, SignAnswer,
  MerchantCountries, PublishProducts, QuotableVariants, SigningKeys, VerifyLicence,
];

/** The use cases of licence keys as their module puts them together, on a given database and a clock that stands still. */
export async function licencesOn(database: Database, clock: SetClock, signingSecret = 'a secret that is used in tests only') {
  const config = { publicUrl: 'https://silkport.example', signingSecret };
  const module = await Test.createTestingModule({
    providers: [
      ...parts, { provide: Database, useValue: database }, { provide: Clock, useValue: clock }, { provide: CONFIG, useValue: config }
    ],
  }).compile();
  const of = <Part>(part: abstract new (...given: never[]) => Part): Part => module.get<Part>(part as never);
  return {
    clusters: of(FoundClusters), publish: of(PublishProducts), activate: of(ActivateMachine), deactivate: of(DeactivateMachine), hear: of(HearMachine), importKeys: of(ImportLicenceKeys), issueFile: of(IssueLicenceFile), reads: of(LicenceReads), ended: of(OnAccessEnded),
    setPlan: of(SetKeyPlan), signAnswer: of(SignAnswer), signingKeys: of(SigningKeys), verify: of(VerifyLicence),
  };
}

/** A plan as its row is, for tests that are not about setting one. */
export function aKeyPlan({ variantId, source = 'pool', pattern = null, validityDays = null, ...terms }: { variantId: string; source?: KeySource; pattern?: string | null; validityDays?: number | null } & Partial<KeyTerms>): KeyPlan {
  const { features, ...limits } = { ...plainTerms, ...terms };
  return { variantId, productId: newId(), merchantId: newId(), source, pattern, terms: { ...limits, features: [...features] }, validityDays, changedAt: new Date('2026-11-23T08:00:00Z') };
}

/** A merchant in a cluster of its own, and a function that puts a variant of it on sale. */
export async function aSellingMerchant({ clusters, publish }: Awaited<ReturnType<typeof licencesOn>>) {
  const [merchantId, words] = [newId(), { en: 'Key Makers' }];
  const place = { name: words, city: words, story: words, country: 'CN' };
  const clusterId = `cluster-${merchantId.slice(-8)}`;
  await clusters.run(
    [{ ...place, id: clusterId, kind: 'industrial', province: words, tagline: words, specialities: [words], knownSince: '1990', latitude: 30, longitude: 120, position: Math.floor(Math.random() * 30_000) }],
    [{ ...place, id: merchantId, slug: `makers-${clusterId}`, clusterId, sizeClass: 'small-and-medium', foundedYear: 2001 }],
  );
  return async (deliveryKind: DeliveryKind = 'licence-key') => {
    const [variantId, code] = [newId(), newId()];
    await publish.run([{
      code, slug: code, merchant: { id: merchantId, slug: `makers-${clusterId}`, name: words }, clusterId, taxonomyId: 'dt.software.cad', deliveryKind, unit: 'seat', name: words, description: words, tags: {},
      variants: [{ id: variantId, sku: code, name: words, prices: [money(1000n, 'CNY')] }],
    }]);
    return { variantId, merchantId };
  };
}

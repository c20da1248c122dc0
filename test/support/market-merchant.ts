import { FoundClusters } from '@silkport/clusters';
import { AddTeamMembers, CreatePeople, hashPassword } from '@silkport/identity';
import { newId, type Translated } from '@silkport/values';
import type { Market } from './market.js';

export interface TestMerchant { readonly id: string; readonly slug: string; readonly name: Translated; readonly owner: { readonly authorization: string } }

const password = 'loom and kiln and lathe';

/** A merchant of the test's own beside those of the demo, in a cluster of the demo, with an owner who is signed in. @param country ISO 3166-1 alpha-2 */
export async function foundMerchant(market: Market, slug: string, country: string): Promise<TestMerchant> {
  const [cluster] = await market.query<{ id: string }>('SELECT id FROM clusters.clusters ORDER BY position LIMIT 1');
  const merchant = { id: newId(), slug, name: { en: `Studio ${slug}`, 'zh-CN': `${slug}工作室` } };
  const get = market.app.get.bind(market.app) as Market['app']['get'];
  await get(FoundClusters, { strict: false }).run([], [{ ...merchant, clusterId: cluster?.id ?? '', city: { en: 'Harbour' }, story: { en: 'By the harbour.' }, sizeClass: 'small-and-medium', foundedYear: 2019, country }]);
  const email = `owner@${slug}.example`;
  const [personId = ''] = await get(CreatePeople, { strict: false }).run([{ email, passwordHash: await hashPassword(password), locale: 'en', emailConfirmed: true }]);
  await get(AddTeamMembers, { strict: false }).run([{ personId, merchantId: merchant.id, role: 'owner' }]);
  return { ...merchant, owner: await market.signIn(email, password) };
}

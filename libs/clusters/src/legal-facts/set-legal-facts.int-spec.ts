import { identityContext } from '@silkport/identity';
import { newId, SetClock } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { ClusterReads } from '../cluster-reads.js';
import { clustersContext } from '../clusters.context.js';
import { FoundClusters } from '../found-clusters.js';
import { noLegalFacts } from './legal-facts-view.js';
import { MerchantLegalFacts } from './merchant-legal-facts.js';
import { SetLegalFacts } from './set-legal-facts.js';

let db: TestDatabase;
const clock = new SetClock(new Date('2026-11-23T08:00:00Z'));
const uscc = '91110000600037341L';
const [kiln, press, stranger] = [newId(), newId(), newId()];
const personId = newId();

beforeAll(async () => {
  db = await openTestDatabase([identityContext, clustersContext]);
  const word = { en: 'Longquan' };
  const merchant = { clusterId: 'longquan', name: word, city: word, story: word, sizeClass: 'leading', foundedYear: 2000, country: 'CN' } as const;
  await new FoundClusters(db.database).run(
    [{ id: 'longquan', kind: 'ceramics', country: 'CN', name: word, city: word, province: word, tagline: word, story: word, specialities: [], knownSince: '900', latitude: 28, longitude: 119, position: 1 }],
    [{ ...merchant, id: kiln, slug: 'kiln' }, { ...merchant, id: press, slug: 'press', legalFacts: { ...noLegalFacts, legalName: '龙泉印社', validFrom: new Date('2026-01-01T00:00:00Z') } }]);
});
afterAll(() => db.close());

const setting = () => new SetLegalFacts(db.database, new ClusterReads(db.database), clock);
const reads = () => new MerchantLegalFacts(db.database);

describe('setting legal facts', () => {
  it('keeps each state with its date, and audits who said so', async () => {
    await setting().run({ merchantId: kiln, personId, legalName: '龙泉蓝窑有限公司', streetLines: ['青瓷路 1 号'], registrationNumber: uscc });
    clock.advance(86_400_000);
    expect(await setting().run({ merchantId: kiln, personId, legalName: '龙泉红窑有限公司' })).toEqual({ ...noLegalFacts, legalName: '龙泉红窑有限公司' });
    const history = await reads().history(kiln);
    expect(history.map(({ legalName, validFrom, setBy }) => [legalName, validFrom.toISOString().slice(0, 10), setBy])).toEqual([['龙泉红窑有限公司', '2026-11-24', personId], ['龙泉蓝窑有限公司', '2026-11-23', personId]]);
    const audits = await db.dataSource.query(`SELECT person_id, details->>'legalName' AS name FROM identity.audit_entries WHERE action = 'clusters.legal_facts_set' ORDER BY happened_at`);
    expect(audits).toEqual([{ person_id: personId, name: '龙泉蓝窑有限公司' }, { person_id: personId, name: '龙泉红窑有限公司' }]);
  });

  it('gives the newest of each merchant, and leaves out who told nothing', async () => {
    const facts = await reads().of([kiln, press, stranger]);
    expect([...facts].map(([id, { legalName, streetLines }]) => [id, legalName, streetLines])).toEqual(expect.arrayContaining([[kiln, '龙泉红窑有限公司', []], [press, '龙泉印社', []]]));
    expect(facts.size).toBe(2);
  });

  it('refuses a wrong number and a merchant that is none of ours, and keeps nothing', async () => {
    const before = await reads().history(press);
    await expect(setting().run({ merchantId: press, personId, registrationNumber: '91110000600037341X' })).rejects.toMatchObject({ code: 'clusters.registration_number_invalid' });
    await expect(setting().run({ merchantId: stranger, personId })).rejects.toMatchObject({ status: 404 });
    expect(await reads().history(press)).toEqual(before);
  });

  it('never changes or deletes what was said', async () => {
    for (const change of ['UPDATE clusters.merchant_legal_facts SET city = null', 'DELETE FROM clusters.merchant_legal_facts', 'TRUNCATE clusters.merchant_legal_facts']) {
      await expect(db.dataSource.query(change)).rejects.toThrow('append-only');
    }
  });
});

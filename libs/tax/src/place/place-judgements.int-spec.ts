import { newId } from '@silkport/values';
import { openTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { AddEvidence } from './add-evidence.js';
import { PlaceJudgements } from './place-judgements.js';
import { recordSupply } from '../thresholds/record-supply.js';
import { taxContext } from '../tax.context.js';
import type { LocationEvidence } from '../tax-request.js';
import { evidence } from '../testing.js';

let db: TestDatabase;
let judgements: PlaceJudgements;
let addEvidence: AddEvidence;
beforeAll(async () => {
  db = await openTestDatabase([taxContext]);
  judgements = new PlaceJudgements(db.database);
  addEvidence = new AddEvidence(db.database);
});
afterAll(() => db.close());

const declared = evidence('self-declared', 'DE');

async function paid(seen: readonly LocationEvidence[], orderId = newId()): Promise<string> {
  await db.database.transaction((tx) => recordSupply(tx, { orderId, country: 'DE', isBusiness: false, paidAt: new Date('2026-11-23T08:00:00Z'), evidence: seen, lines: [] }));
  return orderId;
}

async function standingOf(orderId: string): Promise<string[]> {
  const found: string[] = [];
  for (const verdict of ['sufficient', 'pending', 'contradicted'] as const) {
    const page = await judgements.standing(verdict, undefined, 100);
    found.push(...page.judgements.filter((each) => each.orderId === orderId).map((each) => each.verdict));
  }
  return found;
}

const historyOf = (orderId: string) => db.dataSource.query('SELECT verdict, country, taxed_in FROM tax.place_verdicts WHERE order_id = $1 ORDER BY id', [orderId]);

describe('the place of a paid supply', () => {
  it('is judged when it is paid, and anew by the card’s country/region', async () => {
    const orderId = await paid([declared]);
    expect(await standingOf(orderId)).toEqual(['pending']);
    await addEvidence.run(orderId, [evidence('card-country', 'DE')]);
    expect(await standingOf(orderId)).toEqual(['sufficient']);
    expect(await historyOf(orderId)).toEqual([{ verdict: 'pending', country: 'DE', taxed_in: 'DE' }, { verdict: 'sufficient', country: 'DE', taxed_in: 'DE' }]);
  });

  it('that a card contradicts is listed so; where its taxes were computed for stays', async () => {
    const orderId = await paid([declared, evidence('ip-address', 'DE')]);
    await addEvidence.run(orderId, [evidence('card-country', 'FR')]);
    expect(await standingOf(orderId)).toEqual(['contradicted']);
    expect(await historyOf(orderId)).toContainEqual({ verdict: 'contradicted', country: 'DE', taxed_in: 'DE' });
  });

  it('is judged by a card too that was told of before the payment, and not at all before it', async () => {
    const orderId = newId();
    await addEvidence.run(orderId, [evidence('card-country', 'FR')]);
    expect(await standingOf(orderId)).toEqual([]);
    await paid([declared, evidence('ip-address', 'DE')], orderId);
    expect(await standingOf(orderId)).toEqual(['contradicted']);
  });

  it('keeps no word of what the evidence said, and no row is ever changed', async () => {
    const orderId = await paid([declared, evidence('ip-address', 'DE', '2.72.0.1')]);
    expect(JSON.stringify(await db.dataSource.query('SELECT * FROM tax.place_verdicts WHERE order_id = $1', [orderId]))).not.toContain('2.72.0.1');
    await expect(db.dataSource.query('DELETE FROM tax.place_verdicts')).rejects.toThrow('append-only');
    await expect(db.dataSource.query(`UPDATE tax.place_verdicts SET verdict = 'sufficient'`)).rejects.toThrow('append-only');
  });

  it('is listed page by page, each order once', async () => {
    await Promise.all([paid([declared]), paid([declared]), paid([declared])]);
    const seen: string[] = [];
    for (let cursor: string | undefined, page = 0; page < 20; page += 1) {
      const { judgements: found, nextCursor } = await judgements.standing('pending', cursor, 2);
      seen.push(...found.map(({ orderId }) => orderId));
      cursor = nextCursor;
      if (!cursor) break;
    }
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

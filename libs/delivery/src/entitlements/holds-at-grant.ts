import { prepared, statement, type Tx } from '@silkport/platform';
import { pathOf } from '@silkport/markets';
import { linesAwaitingVerdict } from '../data-sets/needs-verdict.js';
import { linesOutOfKeys } from '../licence-keys/keys-left.js';
import type { Hold } from './entitlement.entity.js';
import type { LineOfOrder } from './line-heard.js';

interface RuleInForce { id: string; country: string; taxonomyId: string | null; productId: string | null }

const inForce = statement('delivery.rules_in_force', `
  SELECT id, country, taxonomy_id AS "taxonomyId", product_id AS "productId" FROM delivery.access_rules WHERE lifted_at IS NULL AND country = ANY ($1::text[]) ORDER BY id`);

/** What withholds lines from the moment on in which they are paid, by their ids: rules of their buyers' markets, and decisions that are open. */
export async function holdsAtGrant(tx: Tx, lines: readonly LineOfOrder[]): Promise<Map<string, Hold[]>> {
  if (!lines.length) return new Map();
  const rules = await prepared<RuleInForce>(tx, inForce, [[...new Set(lines.map(({ buyerCountry }) => buyerCountry))]]);
  const outOfKeys = await linesOutOfKeys(tx, lines);
  const awaiting = await linesAwaitingVerdict(tx, lines);
  return new Map(lines.map((line) => [line.lineId, [
    ...rules.filter((rule) => concerns(rule, line)).map(({ id }): Hold => `rule:${id}`), ...(outOfKeys.has(line.lineId) ? ['keys'] satisfies Hold[] : []),
    ...(awaiting.has(line.lineId) ? ['verdict'] satisfies Hold[] : []),
  ]]));
}

function concerns({ country, taxonomyId, productId }: RuleInForce, line: LineOfOrder): boolean {
  if (country !== line.buyerCountry) return false;
  return productId === line.productId || (taxonomyId !== null && pathOf(line.taxonomyId).some(({ id }) => id === taxonomyId));
}

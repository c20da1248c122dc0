import type { BalanceMovement } from '@silkport/payments';
import { prepared, statement, type Database, type Tx } from '@silkport/platform';
import { isId } from '@silkport/values';

const payees = statement('settlement.payees', 'SELECT id, merchant_id AS "merchantId" FROM settlement.payouts WHERE id = ANY($1::uuid[])');

/** Merchants by pay-out, of the pay-outs that transfers name; one that we did not make is left out. */
export async function payeesOf(reader: Tx | Pick<Database, 'read'>, movements: readonly BalanceMovement[]): Promise<ReadonlyMap<string, string>> {
  const ids = movements.filter(({ kind }) => kind === 'transfer' || kind === 'transfer_reversal').flatMap(({ reference }) => (reference !== null && isId(reference) ? [reference] : []));
  if (!ids.length) return new Map();
  const rows = 'read' in reader ? await reader.read<Payee>(payees, [ids]) : await prepared<Payee>(reader, payees, [ids]);
  return new Map(rows.map(({ id, merchantId }) => [id, merchantId]));
}

interface Payee { id: string; merchantId: string }

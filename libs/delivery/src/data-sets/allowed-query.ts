import { allowedFunctions, allowedTableFunctions } from './allowed-functions.js';
import { QueryRefused } from './data-set.errors.js';

type Node = Readonly<Record<string, unknown>>;

/** A text joined with itself over and over grows without bound; this many joinings cannot. */
const mostJoinings = 12;
const tableKinds = new Set(['BASE_TABLE', 'SUBQUERY', 'JOIN', 'TABLE_FUNCTION', 'EMPTY', 'EXPRESSION_LIST']);
const queryKinds = new Set(['SELECT_NODE', 'SET_OPERATION_NODE']);
const expressionClasses = new Set([
  'BETWEEN', 'CASE', 'CAST', 'COLLATE', 'COLUMN_REF', 'COMPARISON', 'CONJUNCTION', 'CONSTANT', 'FUNCTION', 'OPERATOR', 'STAR', 'SUBQUERY', 'WINDOW',
]);

/**
 * Holds a parsed query to what is allowed: one SELECT over the data set's own tables. Every node must be of a kind that is known here;
 * what is not known is refused.
 * @param parsed what the engine's own parser made of it (`json_serialize_sql`) @throws QueryRefused
 */
export function refuseQuery(parsed: unknown, tables: ReadonlySet<string>): void {
  const { statements } = parsed as { statements?: unknown[] };
  if (statements?.length !== 1) throw new QueryRefused({ what: 'statement' }, 'sql');
  const nodes = [...nodesOf(statements)];
  const tableCalls = new Set(nodes.filter(({ type }) => type === 'TABLE_FUNCTION').map((node) => node.function));
  const known = new Set([...tables, ...nodes.flatMap(namesOfCtes)].map((name) => name.toLowerCase()));
  for (const node of nodes) if (!tableCalls.has(node)) refuseNode(node, known);
  if (nodes.filter((node) => ['||', 'concat'].includes(String(node.function_name).toLowerCase())).length > mostJoinings) throw new QueryRefused({ what: '||' }, 'sql');
}

function* nodesOf(value: unknown): Generator<Node> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Node;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

function namesOfCtes({ cte_map: ctes }: Node): string[] {
  const { map = [] } = (ctes ?? {}) as { map?: { key: string }[] };
  return map.map(({ key }) => key);
}

function refuseNode(node: Node, known: ReadonlySet<string>): void {
  const kind = String(node.type ?? '');
  if ('class' in node) refuseExpression(node);
  else if ('table_name' in node && 'schema_name' in node && kind === 'BASE_TABLE') refuseTable(node, known);
  else if ('cte_map' in node && !queryKinds.has(kind)) throw new QueryRefused({ what: kind }, 'sql');
  else if ('sample' in node && 'alias' in node && !tableKinds.has(kind)) throw new QueryRefused({ what: kind }, 'sql');
  if (kind === 'TABLE_FUNCTION') refuseTableFunction(node);
}

function refuseExpression({ class: name, type, function_name: called, schema, catalog }: Node): void {
  if (!expressionClasses.has(String(name))) throw new QueryRefused({ what: String(name) }, 'sql');
  if (name === 'OPERATOR' && /ARRAY|STRUCT|UNPACK/.test(String(type))) throw new QueryRefused({ what: String(type) }, 'sql');
  if (called === undefined) return;
  const isQualified = Boolean(schema) && schema !== 'main';
  if (isQualified || Boolean(catalog) || !allowedFunctions.has(String(called).toLowerCase())) throw new QueryRefused({ what: String(called) }, 'sql');
}

function refuseTable({ table_name: table, schema_name: schema, catalog_name: catalog }: Node, known: ReadonlySet<string>): void {
  const isOwn = (schema === '' || schema === 'main') && !catalog && known.has(String(table).toLowerCase());
  if (!isOwn) throw new QueryRefused({ what: String(table) }, 'sql');
}

function refuseTableFunction(node: Node): void {
  const { function_name: called } = (node.function ?? {}) as Node;
  if (!allowedTableFunctions.has(String(called).toLowerCase())) throw new QueryRefused({ what: String(called) }, 'sql');
}

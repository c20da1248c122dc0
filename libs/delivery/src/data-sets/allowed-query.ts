import { allowedFunctions, allowedTableFunctions } from './allowed-functions.js';
import { QueryRefused } from './data-set.errors.js';

type Node = Readonly<Record<string, unknown>>;

/** A text joined with itself over and over grows without bound; this many parts of joined texts cannot. */
const mostJoined = 24;
const joins = new Set(['||', 'concat']);
const mostDepth = 2000;
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
  const joined = { parts: 0 };
  refuseAll(statements, new Set([...tables].map((name) => name.toLowerCase())), 0, joined);
  if (joined.parts > mostJoined) throw new QueryRefused({ what: '||' }, 'sql');
}

/** @param known names of tables as they are seen where `value` stands: the data set's own, and what WITH names for this query alone */
function refuseAll(value: unknown, known: ReadonlySet<string>, depth: number, joined: { parts: number }): void {
  if (value === null || typeof value !== 'object') return;
  if (depth > mostDepth) throw new QueryRefused({ what: '(((' }, 'sql');
  const { cte_map: ctes, ...rest } = value as Node;
  let seen = known;
  for (const { key, value: cte } of ctesOf(ctes)) {
    refuseAll(cte, seen, depth + 1, joined);
    seen = new Set([...seen, key.toLowerCase()]);
  }
  if (!Array.isArray(value)) refuseNode(value as Node, seen);
  if (joins.has(String(rest.function_name).toLowerCase())) joined.parts += Array.isArray(rest.children) ? rest.children.length : mostJoined;
  // The function of a table is looked at with its table; what it is called with is an expression like others.
  for (const [name, child] of Object.entries(rest)) refuseAll(rest.type === 'TABLE_FUNCTION' && name === 'function' ? Object.values(child ?? {}) : child, seen, depth + 1, joined);
}

function ctesOf(ctes: unknown): { key: string; value: unknown }[] {
  const { map = [], ...more } = (ctes ?? {}) as { map?: { key: string; value: unknown }[] };
  if (Object.keys(more).length) throw new QueryRefused({ what: 'WITH' }, 'sql');
  const odd = map.find(({ key }) => !/^[a-z_]\w{0,62}$/i.test(key) || /^(duckdb|pg|pragma|sqlite|information_schema)/i.test(key));
  if (odd) throw new QueryRefused({ what: odd.key }, 'sql');
  return map;
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

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DataSetUnreadable, QueryAnswerRefused, QueryTooLong, QueryWrong } from './data-set.errors.js';
import { describeFiles } from './describe-files.js';
import { QueryEngine } from './query-engine.js';

const folder = mkdtempSync(path.join(tmpdir(), 'silkport-engine-'));
const file = path.join(folder, 'calls.csv');
let engine: QueryEngine;

beforeAll(async () => {
  writeFileSync(file, `id,port,called_on,tons\n${Array.from({ length: 5000 }, (_, index) => `${index},Port ${index % 7},2026-01-0${(index % 9) + 1},${index}.25`).join('\n')}\n`);
  engine = await open();
});
const open = () => QueryEngine.open([{ name: 'calls', format: 'csv', fileName: 'calls.csv', path: file, columns: [{ name: 'id', type: 'BIGINT' }, { name: 'port', type: 'VARCHAR' }, { name: 'called_on', type: 'DATE' }, { name: 'tons', type: 'DOUBLE' }] }]);
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

async function ask(sql: string, seconds = 5) {
  const query = await engine.query(sql, seconds);
  try {
    const rows = [];
    for (let some = await query.next(); some.length; some = await query.next()) rows.push(...some);
    return { columns: query.columns, rows };
  } finally {
    query.close();
  }
}

async function first(sql: string) {
  const query = await engine.query(sql, 20);
  return query.next(1).finally(() => query.close());
}

describe('a Parquet file', () => {
  it('is asked in place like a CSV', async () => {
    const parquet = path.join(folder, 'calls.parquet');
    const maker = await DuckDBInstance.create(':memory:');
    const connection = await maker.connect();
    await connection.run(`COPY (SELECT * FROM read_csv('${file}')) TO '${parquet}' (FORMAT parquet)`);
    connection.closeSync();
    maker.closeSync();
    const bytes = readFileSync(parquet);
    const [table] = await describeFiles([{ assetId: 'a', fileName: 'calls.parquet', format: 'parquet', storageKey: 'k', sha256: 'b'.repeat(64), sizeBytes: bytes.length }], [parquet], { port: { en: 'Where' } });
    expect(table).toMatchObject({ name: 'calls', rowCount: 5000, columns: [{ name: 'id', type: 'BIGINT' }, { name: 'port', type: 'VARCHAR', description: { en: 'Where' } }, { name: 'called_on', type: 'DATE' }, { name: 'tons', type: 'DOUBLE' }] });
    expect(table?.sample).toHaveLength(12);
    const other = await QueryEngine.open([{ ...(table ?? fail()), path: parquet }]);
    const query = await other.query('SELECT max(id) FROM calls', 5);
    expect(await query.next()).toEqual([[4999]]);
    query.close();
    other.close();
  });

  it('that is none is refused by its name', async () => {
    await expect(describeFiles([{ assetId: 'a', fileName: 'calls.parquet', format: 'parquet', storageKey: 'k', sha256: 'b'.repeat(64), sizeBytes: 1 }], [file], {})).rejects.toThrow(DataSetUnreadable);
  });
});

function fail(): never {
  throw new Error('Nothing was described');
}

describe('the query engine', () => {
  it.each([
    ['SELECT count(*) AS n FROM calls', [[5000]]],
    ['SELECT port, sum(tons) AS t, max(called_on) AS d FROM calls WHERE id < 14 GROUP BY port HAVING count(*) > 1 ORDER BY port LIMIT 1;', [['Port 0', 7.5, '2026-01-08']]],
    ["WITH early AS (SELECT * FROM calls WHERE called_on <= DATE '2026-01-01') SELECT count(DISTINCT e.port)::INTEGER FROM early e JOIN calls c USING (id) -- all of them", [[7]]],
    ["SELECT upper(left(port, 4)) || '!' AS p, row_number() OVER (ORDER BY id) AS r, CASE WHEN tons > 1 THEN 'heavy' ELSE 'light' END AS w, 9007199254740993 AS big FROM calls WHERE port ILIKE 'port%' AND id IN (3, 4) AND id BETWEEN 1 AND 3", [['PORT!', 1, 'heavy', '9007199254740993']]],
    ['SELECT (SELECT max(id) FROM calls) AS m UNION ALL SELECT g FROM generate_series(1, 2) AS s (g) ORDER BY 1', [[1], [2], [4999]]],
    ['SELECT CAST(id AS VARCHAR) AS c, date_trunc(\'month\', called_on) AS m, coalesce(NULL, 2) AS x FROM calls ORDER BY id LIMIT 1', [['0', '2026-01-01 00:00:00', 2]]],
  ])('answers %s', async (sql, rows) => {
    expect((await ask(sql)).rows).toEqual(rows);
  });

  it.each([
    "SELECT * FROM read_csv('/etc/passwd')", "SELECT * FROM '/etc/passwd'", `SELECT * FROM read_text('${file}')`, `SELECT content FROM read_blob('${file}')`, "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM query('SELECT 1')", "SELECT * FROM query_table('calls')", 'SELECT * FROM duckdb_settings()', "SELECT current_setting('allowed_paths')", 'SELECT * FROM information_schema.tables',
    'SELECT * FROM sqlite_master', 'SELECT * FROM pg_catalog.pg_class', "SELECT getenv('PATH')", 'SELECT 1; SELECT 2', "SELECT repeat('x', 2000000000)", "SELECT printf('%1000000000d', 1)",
    "SELECT lpad('x', 2000000000, 'y')", 'SELECT list(port) FROM calls', "SELECT string_agg(port, '') FROM calls", "SELECT replace(port, 'P', 'PPPP') FROM calls", 'SELECT range(300000000)',
    "WITH RECURSIVE r AS (SELECT 'x' AS s UNION ALL SELECT s || s FROM r) SELECT * FROM r", 'DESCRIBE calls', 'SHOW TABLES', 'SUMMARIZE calls', 'SELECT [x FOR x IN [1, 2]]', "SELECT {'a': 1}", 'SELECT * FROM other.calls',
    `SELECT ${Array.from({ length: 14 }, () => 'port').join(' || ')} FROM calls`, "SELECT * FROM (SELECT * FROM read_csv('/etc/passwd'))", "SELECT 1 WHERE 1 IN (SELECT 1 FROM read_csv('/etc/passwd'))",
    "WITH x AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM x", 'SELECT nextval(\'s\')', 'FROM calls SELECT unnest([1, 2])', 'PIVOT calls ON port USING count(*)', 'SELECT COLUMNS(*)::VARCHAR FROM calls ORDER BY getvariable(\'a\')',
  ])('refuses %s', async (sql) => {
    await expect(ask(sql)).rejects.toThrow(/query_refused|query_wrong|query_answer_refused/);
  });

  it.each(['COPY calls TO \'/tmp/out.csv\'', "ATTACH '/tmp/other.db'", 'INSTALL httpfs', 'LOAD httpfs', 'PRAGMA database_list', "SET memory_limit = '10GB'", 'DROP VIEW calls', 'CREATE TABLE t AS SELECT 1',
    'CALL pragma_version()', 'EXPORT DATABASE \'/tmp/x\'', 'DELETE FROM calls', 'VACUUM', 'EXPLAIN SELECT 1', '', 'SELEC 1', '\0'])('takes %s for no query', async (sql) => {
    await expect(ask(sql)).rejects.toThrow(/query_wrong|query_refused/);
  });

  it.each([
    'SELECT * FROM (WITH duckdb_views AS (SELECT 1 AS x) SELECT * FROM duckdb_views) a, duckdb_views b', 'WITH duckdb_views AS (SELECT * FROM duckdb_views) SELECT * FROM duckdb_views',
    `SELECT * FROM (WITH "${file}" AS (SELECT 1 AS x) SELECT * FROM "${file}") a, "${file}" b`, `WITH "${file}" AS (SELECT * FROM "${file}") SELECT * FROM "${file}"`,
    'SELECT * FROM (WITH inner_one AS (SELECT 1 AS x) SELECT * FROM inner_one) a, inner_one b', 'WITH late AS (SELECT * FROM later), later AS (SELECT 1) SELECT * FROM late', 'WITH own AS (SELECT * FROM own) SELECT * FROM own',
  ])('lets what WITH names be seen only where it is: %s', async (sql) => {
    await expect(ask(sql)).rejects.toThrow('query_refused');
  });

  it('lets what WITH names be seen below it and after it', async () => {
    const sql = 'WITH a AS (SELECT 1 AS n), b AS (WITH c AS (SELECT n + 1 AS n FROM a) SELECT n FROM c) SELECT (SELECT n FROM b) AS n FROM a UNION ALL SELECT n FROM b';
    expect((await ask(sql)).rows).toEqual([[2], [2]]);
  });

  it('says what is wrong in the database’s words, without where its files are', async () => {
    const error = await ask('SELECT prot FROM calls').catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(QueryWrong);
    expect((error as QueryWrong).params.said).toContain('prot');
    expect(JSON.stringify((error as QueryWrong).params)).not.toContain(folder);
  });

  it.each([
    ['SELECT sum(sin(g)) FROM generate_series(1, 100000000000) AS s (g)'],
    ['SELECT * FROM calls a, calls b, calls c ORDER BY a.tons * b.tons * c.tons'],
    // Inside of one call of LIKE, where no database looks at the clock.
    [`SELECT '${'a'.repeat(68)}' LIKE '${'%a'.repeat(14)}_%b' AS x`],
    [`SELECT '${'a'.repeat(68)}' LIKE '${'%a'.repeat(14)}_%b' AS x FROM calls`],
  ])('ends what takes too long, wherever it is, and another goes on: %s', async (sql) => {
    const started = Date.now();
    await expect(ask(sql, 0.5)).rejects.toThrow(QueryTooLong);
    expect(Date.now() - started).toBeLessThan(3000);
    // Nothing of ours waits behind it.
    expect((await readFile(file)).length).toBeGreaterThan(0);
    if (!engine.isOpen) engine = await open();
    expect((await ask('SELECT 1 AS one')).rows).toEqual([[1]]);
  });

  it('ends what takes too much memory, and ours grows by none of it', async () => {
    const many = (count: number) => Array.from({ length: count }, () => 'x').join(', ');
    const before = process.memoryUsage().rss;
    const text = `'${'y'.repeat(3900)}'`;
    const wide = await first(`SELECT ${many(190)} FROM (SELECT ${text} || g AS x FROM generate_series(1, 20000) AS s (g))`).catch((error: unknown) => error);
    expect(wide).toBeInstanceOf(QueryTooLong);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
    if (!engine.isOpen) engine = await open();
    const level = (count: number, of: string) => `(SELECT concat(${many(count)}) AS x FROM ${of})`;
    await expect(ask(`SELECT levenshtein(x, reverse(x)) FROM ${level(170, level(170, "(SELECT 'abcdefghij' AS x)"))}`)).rejects.toThrow('query_refused');
  });

  it('gives rows in pieces, from where it is told, and goes on after what was not read', async () => {
    const query = await engine.query('SELECT id FROM calls ORDER BY id', 5);
    expect(await query.next(2, 4096)).toEqual([[4096], [4097]]);
    expect(await query.next(1, 2)).toEqual([[4100]]);
    query.close();
    await engine.rest();
    await expect(query.next()).rejects.toThrow(QueryTooLong);
    expect((await ask('SELECT max(id) FROM calls')).rows).toEqual([[4999]]);
  });

  it('lets no long text and no list pass for one row', async () => {
    await expect(ask(`SELECT '${'x'.repeat(5000)}' AS t`)).rejects.toThrow(QueryAnswerRefused);
    await expect(ask('SELECT DISTINCT port::BLOB FROM calls')).rejects.toThrow(QueryAnswerRefused);
    await expect(ask('SELECT NULL::INTEGER[] AS l')).rejects.toThrow(/query_answer_refused/);
    await expect(ask('SELECT CAST(NULL AS STRUCT(a INTEGER)) AS s')).rejects.toThrow(/query_answer_refused/);
  });
});

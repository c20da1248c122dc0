import type { Cell, DataColumn, DataSetView, DataTable } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** Rows of cells, as a table that scrolls by itself. */
export function DataRows({ columns, rows, labelledBy }: { columns: readonly Pick<DataColumn, 'name' | 'type'>[]; rows: readonly (readonly Cell[])[]; labelledBy: string }) {
  return (
    <div class="data-rows" role="group" tabIndex={0} aria-labelledby={labelledBy}>
      <table dir="ltr">
        <thead><tr>{columns.map(({ name, type }) => <th scope="col"><bdi>{name}</bdi> <span class="hint">{type}</span></th>)}</tr></thead>
        <tbody>{rows.map((row) => <tr>{row.map((cell) => <td class={typeof cell === 'number' ? 'money' : undefined}>{cell === null ? '' : <bdi>{String(cell)}</bdi>}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

/** What each file holds: its columns, and its first rows to try. */
export function DataSchema({ visitor, set: { tables }, hasSample = false }: { visitor: Visitor; set: Pick<DataSetView, 'tables'>; hasSample?: boolean }) {
  return (
    <section class="sheet" aria-labelledby="schema">
      <h2 id="schema">{visitor.t('data_query.schema')}</h2>
      {tables.map((table) => <Table visitor={visitor} table={table} hasSample={hasSample} />)}
    </section>
  );
}

function Table({ visitor, table: { name, fileName, format, rowCount, columns, sample }, hasSample }: { visitor: Visitor; table: DataTable; hasSample: boolean }) {
  return (
    <>
      <h3 id={`table-${name}`}><code dir="ltr">{name}</code></h3>
      <p class="hint"><bdi>{fileName}</bdi> · <bdi>{format === 'csv' ? 'CSV' : 'Parquet'}</bdi> · {visitor.t('data_query.rows', { count: rowCount })}</p>
      <dl class="facts">{columns.map((column) => <div><dt><bdi dir="ltr"><code>{column.name}</code> <span class="hint">{column.type}</span></bdi></dt>{column.description ? <dd><Words of={column.description} visitor={visitor} /></dd> : null}</div>)}</dl>
      {hasSample && sample.length ? <><p>{visitor.t('data_query.sample')}</p><DataRows columns={columns} rows={sample} labelledBy={`table-${name}`} /></> : null}
    </>
  );
}

/** Where it comes from, what may be done with it, and by what it can be known again. */
export function DataFacts({ visitor, set }: { visitor: Visitor; set: DataSetView }) {
  return (
    <section class="sheet" aria-labelledby="data-facts">
      <h2 id="data-facts">{visitor.t('data_query.about')}</h2>
      <dl class="facts">
        <div><dt>{visitor.t('data_query.provenance')}</dt><dd><Words of={set.provenance} visitor={visitor} /></dd></div>
        <div><dt>{visitor.t('data_query.licence')}</dt><dd><Words of={set.licenceTerms} visitor={visitor} /></dd></div>
        <div><dt>{visitor.t('data_query.personal_data')}</dt><dd>{visitor.t(`data_query.personal_${set.personalData}`)}</dd></div>
        <div><dt>{visitor.t('data_query.version')}</dt><dd><bdi dir="ltr">{set.version}</bdi> · {visitor.t('data_query.rows', { count: set.rowCount })}</dd></div>
        <div><dt>SHA-256</dt><dd><code dir="ltr" class="hash">{set.versionHash}</code></dd></div>
      </dl>
    </section>
  );
}

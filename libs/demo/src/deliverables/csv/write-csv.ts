import type { Cell, DataTable } from './data-table.js';

const quoted = (cell: Cell): string => {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 text: header row, CRLF line ends, decimal points, ISO dates. */
export function writeCsv(table: DataTable): string {
  const rows = [table.columns.map(({ name }) => name), ...table.rows];
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

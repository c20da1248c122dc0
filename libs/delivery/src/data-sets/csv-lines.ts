import { Readable } from 'node:stream';
import type { Cell } from './data-set.entity.js';

/** What spreadsheets take for the beginning of a formula, wide forms too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const number = /^[+-]?(\d+(\.\d+)?(e[+-]?\d+)?|Infinity)$/i;

/** A text that a spreadsheet would run as a formula begins with an apostrophe, as OWASP advises on CSV injection; numbers stay as they are. */
const harmless = (cell: Cell) => (typeof cell === 'string' && formula.test(cell) && !number.test(cell) ? `'${cell}` : cell);

const field = (cell: Cell) => {
  const text = cell === null ? '' : String(harmless(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A row as RFC 4180 has it. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

/** A whole answer as RFC 4180 has it, with its columns first, as its rows come. */
export function csvBody({ columns, pieces }: { readonly columns: readonly { readonly name: string }[]; readonly pieces: AsyncIterable<readonly (readonly Cell[])[]> }): Readable {
  const lines = async function* () {
    yield csvLine(columns.map(({ name }) => name));
    for await (const rows of pieces) yield rows.map(csvLine).join('');
  };
  return Readable.from(lines(), { objectMode: false });
}

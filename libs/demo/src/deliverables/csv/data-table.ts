export type CellType = 'string' | 'integer' | 'number' | 'date' | 'datetime' | 'boolean';
export type Cell = string | number | boolean;

export interface TableColumn {
  name: string;
  type: CellType;
  /** What the value is, with its unit. */
  description: string;
}

export interface DataTable {
  /** What one row is. */
  rowMeaning: string;
  columns: readonly TableColumn[];
  primaryKey: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export interface Row {
  readonly name: string;
  readonly perSecond: number;
  /** Milliseconds that a client waited. */
  readonly p50: number;
  readonly p99: number;
  readonly barePerSecond: number;
  readonly bytes?: number;
}

/** A Markdown table, to be put into the README as it is. */
export function printTable(rows: readonly Row[], caption: string): void {
  const number = (value: number, digits = 0) => value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  console.log('\n| what | a second | p50 ms | p99 ms | bare limit a second | share of the limit | kB |\n|---|---:|---:|---:|---:|---:|---:|');
  for (const { name, perSecond, p50, p99, barePerSecond, bytes } of rows) {
    const share = `${number((100 * perSecond) / barePerSecond)} %`;
    console.log(`| ${name} | ${number(perSecond)} | ${number(p50, 1)} | ${number(p99, 1)} | ${number(barePerSecond)} | ${share} | ${bytes === undefined ? '' : number(bytes / 1000, 1)} |`);
  }
  console.log(`\n${caption}`);
}

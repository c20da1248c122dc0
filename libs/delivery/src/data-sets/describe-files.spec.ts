import { csvLine } from './csv-lines.js';
import { formatOf, versionHash } from './describe-files.js';
import { tableNames } from './table-name.js';

describe('a data set', () => {
  it('calls its tables by their files, each by a name of its own that SQL takes without quotes', () => {
    expect(tableNames(['Port calls (2026).csv', '港口.parquet', '港口.csv', '2026-Q3.csv', 'port_calls_2026.csv', 'Élan.csv'])).toEqual(['port_calls_2026', 'data', 'data_2', 'data_2026_q3', 'port_calls_2026_2', 'e_lan']);
  });

  it('has a hash that follows its files, in whatever order they come', () => {
    const [a, b] = [{ fileName: 'a.csv', sha256: 'a'.repeat(64) }, { fileName: 'b.csv', sha256: 'b'.repeat(64) }];
    expect(versionHash([a, b])).toBe(versionHash([b, a]));
    expect(versionHash([a, b])).not.toBe(versionHash([a, { ...b, sha256: 'c'.repeat(64) }]));
    expect(versionHash([a])).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is made of CSV and Parquet only', () => {
    expect([['a.csv', 'application/octet-stream'], ['a', 'text/csv; charset=utf-8'], ['a.PARQUET', ''], ['a', 'application/vnd.apache.parquet'], ['a.pdf', 'application/pdf']].map(([fileName = '', contentType = '']) => formatOf({ fileName, contentType })))
      .toEqual(['csv', 'csv', 'parquet', 'parquet', undefined]);
  });

  it('gives rows as RFC 4180 has them', () => {
    expect(csvLine(['a,b', 'say "no"', 'two\nlines', 7, null, true])).toBe('"a,b","say ""no""","two\nlines",7,,true\r\n');
  });

  it('gives no text to a spreadsheet that it would run, and leaves numbers as they are', () => {
    expect(csvLine(["=cmd|' /C calc'!A0", '+1+cmd', '-2+3', '@SUM(A1)', '\tx', '＝1+1', '=a,"b"', -7, '-12345678901234567890', '-5.25', '+1e-7', 'a=b', true]))
      .toBe("'=cmd|' /C calc'!A0,'+1+cmd,'-2+3,'@SUM(A1),'\tx,'＝1+1,\"'=a,\"\"b\"\"\",-7,-12345678901234567890,-5.25,+1e-7,a=b,true\r\n");
  });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ratesOfCsv } from '../rates/rates-of-csv.js';
import type { RatesOfADay } from '../rates/record-rates.js';
import type { RateSource } from './rate-source.js';

/** A file that somebody keeps up to date beside the marketplace: its newest day. */
export class CsvSource implements RateSource {
  readonly name: string;
  readonly staysFresh = false;

  constructor(private readonly file: string) {
    this.name = `CSV ${path.basename(file)}`;
  }

  /** @throws RatesUnreadable */
  async fetch(): Promise<RatesOfADay> {
    const days = ratesOfCsv(await readFile(this.file, 'utf8'), this.name);
    return days.reduce((newest, day) => (day.effectiveDate > newest.effectiveDate ? day : newest));
  }
}

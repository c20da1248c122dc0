import { Injectable } from '@nestjs/common';
import type { RateTable } from '@silkport/pricing';
import { measureThresholds, type MeasuredThreshold } from './measure-thresholds.js';
import type { RateGroup } from '../tax-rates.js';
import { thresholdsOf } from './tax-thresholds.js';
import { TurnoverReads } from './turnover-reads.js';

/** Where the marketplace stands towards the thresholds at one instant. */
export interface Standing {
  readonly measured: readonly MeasuredThreshold[];
  /** Calendar date since which it is liable, by place; only places that have a threshold. */
  readonly liableSince: ReadonlyMap<string, string>;
  /** A place without a threshold: liable from the first sale. */
  readonly isLiable: (place: string, group: RateGroup) => boolean;
}

const freshForMilliseconds = 30_000;

/** Where tax has to be charged, kept for half a minute: quotes ask thousands of times a second, a threshold is crossed once in a lifetime. */
@Injectable()
export class Liabilities {
  private kept: { standing: Standing; date: string; until: number } | undefined;
  private loading: Promise<Standing> | undefined;

  constructor(private readonly turnover: TurnoverReads) {}

  /** @param rates convert turnover in other currencies */
  async standing(at: Date, rates: RateTable): Promise<Standing> {
    const { kept } = this;
    if (kept && kept.until > performance.now() && kept.date === dateOf(at)) return kept.standing;
    return this.fresh(at, rates);
  }

  /** Past the cache, for an admin who looks. */
  async fresh(at: Date, rates: RateTable): Promise<Standing> {
    this.loading ??= this.load(at, rates).finally(() => (this.loading = undefined));
    return this.loading;
  }

  private async load(at: Date, rates: RateTable): Promise<Standing> {
    const date = dateOf(at);
    const days = await this.turnover.since(`${Number(date.slice(0, 4)) - 2}-01-01`);
    const measured = measureThresholds(days, date, rates);
    const liableSince = new Map(await this.turnover.liabilities());
    for (const place of placesExceeded(measured)) {
      if (liableSince.has(place)) continue;
      await this.turnover.noteLiability(place, date, at);
      liableSince.set(place, date);
    }
    const standing = standingOf(measured, liableSince);
    this.kept = { standing, date, until: performance.now() + freshForMilliseconds };
    return standing;
  }
}

/** Of several thresholds all must be exceeded. */
function placesExceeded(measured: readonly MeasuredThreshold[]): string[] {
  const byPlace = Map.groupBy(measured, ({ threshold }) => threshold.market);
  return [...byPlace].filter(([, all]) => all.every(({ isExceeded }) => isExceeded)).map(([place]) => place);
}

function standingOf(measured: readonly MeasuredThreshold[], liableSince: ReadonlyMap<string, string>): Standing {
  return {
    measured, liableSince,
    isLiable: (place, group) => {
      const thresholds = thresholdsOf(place);
      return !thresholds.length || liableSince.has(place) || thresholds.some(({ exceptGroup }) => exceptGroup === group);
    },
  };
}

const dateOf = (at: Date) => at.toISOString().slice(0, 10);

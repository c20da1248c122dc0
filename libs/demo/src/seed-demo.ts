import { Injectable } from '@nestjs/common';
import { ExchangeRates, NoRatesYet, RecordRates, sampleRates } from '@silkport/pricing';
import { demoClusters } from './demo-content.js';
import { SeedClusters } from './seed-clusters.js';
import { SeedGoods } from './seed-goods.js';
import { SeedPayOuts } from './seed-pay-outs.js';
import { SeedPeople } from './seed-people.js';

export type Progress = (words: string) => void;

/**
 * Makes the demo marketplace: rates, clusters, merchants, people, files, keys and, last, the products. Each step can be done
 * again after a cut: what is there is left alone, and the products, published in one transaction, say that all is done.
 */
@Injectable()
export class SeedDemo {
  constructor(
    private readonly rates: ExchangeRates,
    private readonly recordRates: RecordRates,
    private readonly clusters: SeedClusters,
    private readonly goods: SeedGoods,
    private readonly people: SeedPeople,
    private readonly payOuts: SeedPayOuts,
  ) {}

  /** @returns whether anything had to be made */
  async run(say: Progress): Promise<boolean> {
    if (await this.goods.isDone()) return false;
    const clusters = demoClusters();
    say('Seeding the demo: exchange rates, clusters and merchants…');
    await this.rates.current().catch((error: unknown) => {
      if (!(error instanceof NoRatesYet)) throw error;
      return this.recordRates.run(sampleRates(), 'fetched').then(() => undefined);
    });
    await this.clusters.run(clusters);
    await this.payOuts.run(clusters, await this.people.run(clusters));
    await this.goods.run(clusters, say);
    return true;
  }
}

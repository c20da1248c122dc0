import { Injectable } from '@nestjs/common';
import { ExchangeRates, NoRatesYet, RecordRates, sampleRates } from '@silkport/pricing';
import { demoClusters } from './demo-content.js';
import { placedProducts } from './placed-products.js';
import { SeedKinds } from './seeds/seed-kinds.js';
import { SeedClusters } from './seed-clusters.js';
import { SeedGoods } from './seed-goods.js';
import { SeedPayOuts } from './seed-pay-outs.js';
import { SeedPeople } from './seed-people.js';

export type Progress = (words: string) => void;

/**
 * Makes the demo marketplace: rates, clusters, merchants, people, files, keys, the products and, last, what their merchants set up for
 * them. Each step can be done again after a cut: what is there is left alone.
 */
@Injectable()
export class SeedDemo {
  constructor(
    private readonly rates: ExchangeRates,
    private readonly recordRates: RecordRates,
    private readonly clusters: SeedClusters,
    private readonly goods: SeedGoods,
    private readonly kinds: SeedKinds,
    private readonly people: SeedPeople,
    private readonly payOuts: SeedPayOuts,
  ) {}

  /** @returns whether anything had to be made */
  async run(say: Progress): Promise<boolean> {
    const clusters = demoClusters();
    const placed = placedProducts(clusters);
    if ((await this.goods.isDone()) && (await this.kinds.isDone(placed))) return false;
    say('Seeding the demo: exchange rates, clusters and merchants…');
    await this.rates.current().catch((error: unknown) => {
      if (!(error instanceof NoRatesYet)) throw error;
      return this.recordRates.run(sampleRates(), 'fetched').then(() => undefined);
    });
    await this.clusters.run(clusters);
    const adminId = await this.people.run(clusters);
    await this.payOuts.run(clusters, adminId);
    if (!(await this.goods.isDone())) await this.goods.run(clusters, say);
    say('Setting up courses, times, plans and data sets…');
    await this.kinds.run(placed, adminId);
    return true;
  }
}

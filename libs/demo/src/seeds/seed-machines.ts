import { Injectable } from '@nestjs/common';
import { DataSetReads, DecideExport, DescribeDataSet, SetApiPlan, SetKeyPlan } from '@silkport/delivery';
import { deliveryKindOf } from '../demo-variants.js';
import { newProductOf, type PlacedProduct } from '../placed-products.js';
import { seedApiPlans } from './api-plans.js';
import { seedDataSets } from './data-sets.js';
import { seedLicenceKeys } from './licence-keys.js';

/** What programs are let do: editions, plans of APIs and, last, data sets. It can be done again. */
@Injectable()
export class SeedMachines {
  constructor(
    private readonly setKeyPlan: SetKeyPlan, private readonly setPlan: SetApiPlan, private readonly describe: DescribeDataSet, private readonly sets: DataSetReads, private readonly decide: DecideExport,
  ) {}

  async isDone(placed: readonly PlacedProduct[]): Promise<boolean> {
    const last = placed.findLast(({ product }) => deliveryKindOf(product) === 'data-set');
    return last === undefined || (await this.sets.ofProduct(last.id)) !== undefined;
  }

  /** @param personId an admin's */
  async run(placed: readonly PlacedProduct[], personId: string): Promise<void> {
    await seedLicenceKeys(this.setKeyPlan, placed.map((each, order) => newProductOf(each, order)));
    await seedApiPlans({ setPlan: this.setPlan, personId }, placed);
    await seedDataSets({ describe: this.describe, sets: this.sets, decide: this.decide, personId }, placed);
  }
}

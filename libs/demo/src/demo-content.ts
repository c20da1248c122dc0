import { readFileSync } from 'node:fs';
import type { SizeClass } from '@silkport/clusters';
import type { Translated } from '@silkport/values';
import reference from './data/clusters.json' with { type: 'json' };
import names from './data/cluster-names.json' with { type: 'json' };
import type { DeliverableForm } from './deliverables/deliverable.js';

/** What a writer has told of a cluster: its story, its makers, and each product in a few honest words. */
interface Telling {
  readonly cluster: string;
  readonly knownSince: string;
  readonly tagline: Translated;
  readonly story: Translated;
  readonly merchants: readonly DemoMerchant[];
  readonly products: Readonly<Record<string, ToldProduct>>;
}

export interface DemoMerchant {
  readonly slug: string;
  readonly name: Translated;
  readonly city: Translated;
  readonly size: SizeClass;
  readonly since: number;
  readonly story: Translated;
}

interface ToldProduct {
  readonly merchant: string;
  readonly slug: string;
  readonly description: Translated;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly stock?: number;
  readonly weightGrams?: number;
  readonly licenceKey?: boolean;
  /** What the buyer's package is made of, where its kind alone does not say it. */
  readonly forms?: readonly DeliverableForm[];
}

export interface DemoProduct extends ToldProduct {
  readonly code: string;
  readonly taxonomyId: string;
  readonly name: { readonly en: string; readonly 'zh-CN': string };
  /** Major units of yuan as a decimal string. */
  readonly priceCny: string;
  readonly unit: string;
  readonly isDigital: boolean;
}

export interface DemoCluster extends Omit<Telling, 'cluster' | 'products'> {
  readonly id: string;
  readonly kind: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly name: Translated;
  readonly city: Translated;
  readonly province: Translated;
  readonly specialities: readonly Translated[];
  readonly products: readonly DemoProduct[];
}

/** The 24 clusters with all that is told of them; facts of the clusters and invented products as `data/clusters.json` says of itself. */
export function demoClusters(): DemoCluster[] {
  return reference.clusters.map((cluster) => {
    const { cluster: id, products, ...telling } = tellingOf(cluster.id);
    return {
      ...telling, ...names[id as keyof typeof names], id, kind: cluster.type, latitude: cluster.latitude, longitude: cluster.longitude,
      products: cluster.products.map((product): DemoProduct => {
        const told = products[product.id];
        if (!told) throw new Error(`Nothing is told of ${product.id}`);
        return {
          ...told, code: product.id, taxonomyId: product.taxonomy, name: { en: product.name_en, 'zh-CN': product.name_zh }, priceCny: product.price_cny, unit: product.unit, isDigital: product.is_digital,
        };
      }),
    };
  });
}

function tellingOf(clusterId: string): Telling {
  return JSON.parse(readFileSync(new URL(`./data/clusters/${clusterId}.json`, import.meta.url), 'utf8')) as Telling;
}

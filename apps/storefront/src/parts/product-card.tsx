import type { ClusterView } from '@silkport/clusters';
import type { ProductCard } from '@silkport/catalog';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

export function ProductGrid({ visitor, products, clusters, label }: { visitor: Visitor; products: readonly ProductCard[]; clusters: ReadonlyMap<string, ClusterView>; label: string }) {
  return (
    <ul class="cards" aria-label={label}>
      {products.map((product, index) => <Card visitor={visitor} product={product} cluster={clusters.get(product.clusterId)} isEager={index < 4} />)}
    </ul>
  );
}

function Card({ visitor, product, cluster, isEager }: { visitor: Visitor; product: ProductCard; cluster: ClusterView | undefined; isEager: boolean }) {
  return (
    <li class="card">
      <a class="card-link" href={visitor.link(`/products/${product.slug}`)}>
        <img class="cover" src={`/art/${product.code}.svg`} width="400" height="300" alt="" loading={isEager ? undefined : 'lazy'} decoding="async" />
        <span class="card-name" lang={product.nameLocale === visitor.locale ? undefined : product.nameLocale} dir="auto">{product.name}</span>
      </a>
      <span class="card-maker"><bdi>{product.merchantName}</bdi>{cluster ? <> · <Words of={cluster.city} visitor={visitor} /></> : null}</span>
      <span class="card-kind"><Icon name={product.deliveryKind} />{visitor.t(`kind.${product.deliveryKind}`)}</span>
      <span class="price">{product.hasMoreVariants ? visitor.t('price.from', { price: visitor.money(product.price) }) : visitor.money(product.price)}</span>
    </li>
  );
}

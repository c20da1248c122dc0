import type { ClusterView } from '@silkport/clusters';
import type { DeliveryKind, ProductCard } from '@silkport/catalog';
import { KeptHtml } from '../kept-html.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

const keptKinds = new KeptHtml();

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
      <span class="card-kind" dangerouslySetInnerHTML={{ __html: kindHtml(visitor, product.deliveryKind) }} />
      <span class="price">{product.hasMoreVariants ? visitor.t('price.from', { price: visitor.money(product.price) }) : visitor.money(product.price)}</span>
      {product.priceStop ? <span class="hint">{visitor.t('price.not_in', { currency: visitor.currency })}</span> : null}
    </li>
  );
}

/** Icon and word, a third of a card's elements: drawn once for each kind and language. */
function kindHtml(visitor: Visitor, kind: DeliveryKind): string {
  return keptKinds.of(`${visitor.locale} ${kind}`, () => <><Icon name={kind} />{visitor.t(`kind.${kind}`)}</>);
}

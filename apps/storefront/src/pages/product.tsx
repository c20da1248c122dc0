import type { ProductCard, ProductView } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import type { AssetPreview, DataSetView } from '@silkport/delivery';
import type { TrialHolder } from '@silkport/ordering';
import { sameMoney } from '@silkport/values';
import { localeNames } from '../parts/locale-names.js';
import { BuyForm } from '../parts/buy-form.js';
import { CategoryCrumbs } from '../parts/crumbs.js';
import { DataFacts, DataSchema } from '../parts/data-schema.js';
import { JsonLd } from '../parts/json-ld.js';
import { SampleLink } from '../parts/sample-link.js';
import { PriceTaxNote } from '../parts/price-tax-note.js';
import { ProductGrid } from '../parts/product-card.js';
import { WhatYouGet } from '../parts/what-you-get.js';
import { Words } from '../parts/words.js';
import { productFacts } from '../product-facts.js';
import type { ProductTerms } from '../product-terms.js';
import type { Visitor } from '../visitor.js';

interface ProductProps {
  readonly visitor: Visitor;
  readonly product: ProductView;
  readonly clusters: ReadonlyMap<string, ClusterView>;
  readonly files: readonly AssetPreview[];
  /** Whether something of it may be tried before buying. */
  readonly hasSample?: boolean;
  readonly dataSet?: DataSetView | undefined;
  readonly terms?: ProductTerms;
  readonly more: readonly ProductCard[];
  /** By what the reader is known, who has had its trial. */
  readonly trialGivenTo?: TrialHolder | undefined;
  readonly publicUrl: string;
}

/** What you get, in what form and when, by whom, from where, for how much; then the rest. */
export function ProductPage({ visitor, product, clusters, files, hasSample = false, dataSet, terms = {}, more, trialGivenTo, publicUrl }: ProductProps) {
  const cluster = clusters.get(product.clusterId);
  const chinese = visitor.locale === 'zh-CN' ? undefined : product.name['zh-CN'];
  return (
    <div class="wrap">
      <CategoryCrumbs visitor={visitor} taxonomyId={product.taxonomyId} isWhole />
      <article class="product">
        <img class="cover product-cover" src={`/art/${product.code}.svg`} width="800" height="600" alt="" />
        <div class="product-offer">
          <h1><Words of={product.name} visitor={visitor} /></h1>
          {chinese ? <p class="name-other" lang="zh-CN" dir="ltr">{chinese}</p> : null}
          <Maker visitor={visitor} product={product} cluster={cluster} />
          <div class="sheet offer-sheet">
            <Price visitor={visitor} product={product} />
            <BuyForm visitor={visitor} product={product} trialGivenTo={trialGivenTo} />
            <SampleLink visitor={visitor} slug={product.slug} hasSample={hasSample} />
            <WhatYouGet visitor={visitor} product={product} files={files} terms={terms} cluster={cluster} />
          </div>
        </div>
        <Description visitor={visitor} product={product} />
      </article>
      {dataSet ? <div class="item data-set"><DataSchema visitor={visitor} set={dataSet} hasSample /><DataFacts visitor={visitor} set={dataSet} /></div> : null}
      {more.length ? (
        <section aria-labelledby="more">
          <h2 id="more">{visitor.t('product.more')}</h2>
          <ProductGrid visitor={visitor} products={more} clusters={clusters} label={visitor.t('product.more')} />
        </section>
      ) : null}
      <JsonLd facts={productFacts(visitor, product, publicUrl)} />
    </div>
  );
}

function Maker({ visitor, product, cluster }: { visitor: Visitor; product: ProductView; cluster: ClusterView | undefined }) {
  return (
    <p class="product-maker">
      <img src={`/art/merchants/${product.merchantSlug}.svg`} width="40" height="40" alt="" />
      <span>
        <a href={visitor.link(`/merchants/${product.merchantSlug}`)}><Words of={product.merchantName} visitor={visitor} /></a>
        {cluster ? <span class="fact-line quiet"><a href={visitor.link(`/clusters/${cluster.id}`)}><Words of={cluster.name} visitor={visitor} /></a> · <Words of={cluster.city} visitor={visitor} /></span> : null}
      </span>
    </p>
  );
}

/** The whole price, for what; and the maker's own price where it is in another currency. */
function Price({ visitor, product }: { visitor: Visitor; product: ProductView }) {
  const byPrice = product.variants.toSorted((left, right) => Number(left.price.amountMinor - right.price.amountMinor));
  const cheapest = byPrice.find(({ available }) => available !== 0) ?? byPrice[0];
  if (!cheapest) return null;
  const price = visitor.money(cheapest.price);
  return (
    <>
      <p class="product-price">
        <span class="price">{product.variants.length > 1 ? visitor.t('price.from', { price }) : price}</span> <span class="quiet">{visitor.t(`unit.${product.unit}`)}</span>
      </p>
      {cheapest.priceStop ? <p class="notice">{visitor.t('price.stopped', { currency: visitor.currency })}</p> : null}
      <PriceTaxNote visitor={visitor} />
      {sameMoney(cheapest.price, cheapest.merchantPrice) ? null : <p class="hint">{visitor.t('product.maker_price', { price: visitor.money(cheapest.merchantPrice) })}</p>}
    </>
  );
}

function Description({ visitor, product }: { visitor: Visitor; product: ProductView }) {
  const { text, locale } = visitor.text(product.description);
  const tags = product.tags[visitor.locale] ?? product.tags.en ?? [];
  const tagLocale = product.tags[visitor.locale] || visitor.locale === 'en' ? undefined : 'en';
  return (
    <section class="product-about" aria-labelledby="about">
      <h2 id="about">{visitor.t('product.about')}</h2>
      {locale === visitor.locale ? null : <p class="hint">{visitor.t('product.written_in', { language: localeNames[locale] })}</p>}
      <p class="story" lang={locale === visitor.locale ? undefined : locale} dir="auto">{text}</p>
      {tags.length ? (
        <ul class="tags" aria-label={visitor.t('product.tags')}>
          {tags.map((tag) => <li><a class="tag" lang={tagLocale} dir="auto" href={visitor.link(`/search?${new URLSearchParams({ q: tag })}`)}>{tag}</a></li>)}
        </ul>
      ) : null}
    </section>
  );
}

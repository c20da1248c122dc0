import type { MerchantView } from '@silkport/clusters';
import type { Visitor } from '../visitor.js';
import { BothScripts } from './both-scripts.js';
import { Words } from './words.js';

/** A maker by its seal. */
export function MerchantCard({ visitor, merchant }: { visitor: Visitor; merchant: MerchantView }) {
  return (
    <li class="merchant-card">
      <img src={`/art/merchants/${merchant.slug}.svg`} width="56" height="56" alt="" loading="lazy" decoding="async" />
      <div>
        <h4><a href={visitor.link(`/merchants/${merchant.slug}`)}><BothScripts of={merchant.name} visitor={visitor} /></a></h4>
        <p class="quiet"><Words of={merchant.city} visitor={visitor} /> · {visitor.t('cluster.founded', { year: merchant.foundedYear })}</p>
      </div>
    </li>
  );
}

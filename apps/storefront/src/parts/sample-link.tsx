import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** To what everybody may play or read of a product. */
export function SampleLink({ visitor, slug, hasSample }: { visitor: Visitor; slug: string; hasSample: boolean }) {
  if (!hasSample) return null;
  return <p class="sample-link"><a class="button quiet-button wide" href={visitor.link(`/products/${encodeURIComponent(slug)}/sample`)}><Icon name="stream" />{visitor.t('player.try')}</a></p>;
}

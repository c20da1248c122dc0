import { kindTraits, type ProductView } from '@silkport/catalog';
import type { ClusterView } from '@silkport/clusters';
import type { AssetPreview } from '@silkport/delivery';
import type { Locale } from '@silkport/values';
import { fileForm } from '../file-forms.js';
import type { ProductTerms } from '../product-terms.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { ProductTermsRows } from './product-terms.js';
import { Words } from './words.js';

/** Made once a language: making one costs many times what using it does. */
const listFormats = new Map<Locale, Intl.ListFormat>();

interface WhatYouGetProps {
  readonly visitor: Visitor;
  readonly product: ProductView;
  readonly files: readonly AssetPreview[];
  readonly terms: ProductTerms;
  readonly cluster: ClusterView | undefined;
}

/** In what form, when, and what may be done with it. */
export function WhatYouGet({ visitor, product: { deliveryKind, slug, variants }, files, terms, cluster }: WhatYouGetProps) {
  const city = visitor.text(cluster?.city ?? {}).text;
  return (
    <ul class="what-you-get">
      <li>
        <Icon name={deliveryKind} />
        <span>
          <strong>{visitor.t(`kind.${deliveryKind}`)}</strong>{files.length ? `: ${formsOf(visitor, files)}` : ''}
          {deliveryKind === 'course' ? <span class="fact-line"><a href={visitor.link(`/products/${slug}/lessons`)}>{visitor.t('course.what')}</a></span> : null}
          <span class="quiet fact-line">{visitor.t(`product.arrives.${deliveryKind}`, { city })}</span>
        </span>
      </li>
      {(variants[0]?.contains ?? []).map((held) => (
        <li>
          <Icon name={held.deliveryKind} />
          <span>
            <a href={visitor.link(`/products/${encodeURIComponent(held.productSlug)}`)}><Words of={held.productName} visitor={visitor} /></a>{held.variantName ? <> · <Words of={held.variantName} visitor={visitor} /></> : null}
            <span class="quiet fact-line">{visitor.t(`kind.${held.deliveryKind}`)}</span>
          </span>
        </li>
      ))}
      <ProductTermsRows visitor={visitor} terms={terms} />
      {deliveryKind === 'parcel' ? <li><Icon name="check" /><span>{visitor.t('product.delivery_included')}</span></li> : null}
      {kindTraits[deliveryKind].isSeated ? <li><Icon name="check" /><span>{visitor.t('product.seats_help')}</span></li> : null}
      <li><Icon name="check" /><span>{visitor.t(`product.licence.${deliveryKind}`)}</span></li>
    </ul>
  );
}

/** "PDF and EPUB, 48 MB", each part set by its own direction: Latin letters would else carry a number with them in Arabic. */
function formsOf(visitor: Visitor, files: readonly AssetPreview[]): string {
  const forms = [...new Set(files.map(({ contentType }) => fileForm(contentType)))];
  const size = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const list = listFormatOf(visitor.locale).format(forms.map(isolated));
  return visitor.t('product.forms', { forms: list, size: isolated(visitor.bytes(size)) });
}

function listFormatOf(locale: Locale): Intl.ListFormat {
  let format = listFormats.get(locale);
  if (!format) listFormats.set(locale, (format = new Intl.ListFormat(locale, { type: 'conjunction' })));
  return format;
}

function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

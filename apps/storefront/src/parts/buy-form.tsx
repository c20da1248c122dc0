import { kindTraits, type ProductView, type VariantView } from '@silkport/catalog';
import type { TrialHolder } from '@silkport/ordering';
import type { Visitor } from '../visitor.js';
import { perPeriod } from './subscription-terms.js';
import { Words } from './words.js';

/** Below this many pieces a visitor is told how many are left. */
const fewPieces = 20;
const mostPieces = 99;

/** Chooses a variant and puts it into the basket; works without script, and its button says what happens. */
export function BuyForm({ visitor, product, trialGivenTo }: { visitor: Visitor; product: ProductView; trialGivenTo?: TrialHolder | undefined }) {
  const { variants, deliveryKind } = product;
  const first = variants.find((variant) => !isSoldOut(variant));
  if (!first) return <p><button class="button wide" type="button" disabled>{visitor.t('variant.sold_out')}</button></p>;
  const [only] = variants;
  const mostAtOnce = Math.min(mostPieces, ...(variants.length === 1 && only?.available ? [only.available] : []));
  return (
    <form class="buy-form" method="post" action={visitor.link('/basket')}>
      {variants.length === 1
        ? <input type="hidden" name="variantId" value={first.id} />
        : <VariantChoice visitor={visitor} variants={variants} chosen={first} />}
      {deliveryKind === 'parcel' || kindTraits[deliveryKind].isSeated ? (
        <div class="field quantity-field">
          <label for="quantity">{visitor.t(deliveryKind === 'parcel' ? 'product.quantity' : 'product.seats')}</label>
          <input id="quantity" name="quantity" type="number" inputMode="numeric" min="1" max={mostAtOnce} step="1" value="1" required />
        </div>
      ) : <input type="hidden" name="quantity" value="1" />}
      {variants.length === 1 ? <PiecesLeft visitor={visitor} variant={first} /> : null}
      <TrialNote visitor={visitor} variant={first} trialGivenTo={trialGivenTo} />
      <button class="button wide" type="submit">{visitor.t(`product.buy.${deliveryKind}`)}</button>
    </form>
  );
}

function VariantChoice({ visitor, variants, chosen }: { visitor: Visitor; variants: readonly VariantView[]; chosen: VariantView }) {
  return (
    <fieldset class="variant-choice">
      <legend>{visitor.t('variant.choose')}</legend>
      {variants.map((variant) => (
        <label class="variant">
          <input type="radio" name="variantId" value={variant.id} checked={variant.id === chosen.id} disabled={isSoldOut(variant)} required />
          <span class="variant-name"><Words of={variant.name} visitor={visitor} /><PiecesLeft visitor={visitor} variant={variant} /></span>
          <span class="money">{variant.billing ? perPeriod(visitor, variant.price.amountMinor, variant.price.currency, variant.billing) : visitor.money(variant.price)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Of what is charged by the period: how, and after how many days for free; or why at once. */
function TrialNote({ visitor, variant: { billing, price }, trialGivenTo }: { visitor: Visitor; variant: VariantView; trialGivenTo: TrialHolder | undefined }) {
  if (!billing) return null;
  const each = perPeriod(visitor, price.amountMinor, price.currency, billing);
  if (billing.trialDays && trialGivenTo) return <p class="hint">{visitor.t(`subscribed.trial_given_${trialGivenTo}`)} {visitor.t('subscribed.then_renews', { price: each })} {visitor.t('subscribed.cancel_any_time')}</p>;
  return <p class="hint">{billing.trialDays ? visitor.t('subscribed.free_first', { price: each, count: billing.trialDays }) : visitor.t('subscribed.then_renews', { price: each })} {visitor.t('subscribed.cancel_any_time')}</p>;
}

function PiecesLeft({ visitor, variant }: { visitor: Visitor; variant: VariantView }) {
  if (isSoldOut(variant)) return <span class="pieces-left">{visitor.t('variant.sold_out')}</span>;
  if (variant.available === null || variant.available > fewPieces) return null;
  return <span class="pieces-left">{visitor.t('variant.left', { count: variant.available })}</span>;
}

function isSoldOut({ available }: VariantView): boolean {
  return available !== null && available < 1;
}

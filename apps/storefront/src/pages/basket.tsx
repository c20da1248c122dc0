import type { Problem } from '@silkport/i18n';
import type { PricedBasket } from '../basket-reads.js';
import { mostPieces } from '../basket-cookie.js';
import type { ReadyLine, StuckLine } from '../basket-view.js';
import { BoughtName } from '../parts/bought-name.js';
import { Icon } from '../parts/icon.js';
import { problemAt } from '../parts/problem-at.js';
import { PriceTaxNote } from '../parts/price-tax-note.js';
import { RecurringNote } from '../parts/recurring-note.js';
import { perPeriod } from '../parts/subscription-terms.js';
import { TaxSums } from '../parts/tax-sums.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface BasketProps {
  readonly visitor: Visitor;
  readonly basket: PricedBasket;
  readonly problem?: Problem | undefined;
  /** The change that was refused, as it was typed. */
  readonly typed?: Readonly<Record<string, string>>;
}

export function BasketPage({ visitor, basket, problem, typed = {} }: BasketProps) {
  if (!basket.merchants.length && !basket.stuck.length) return <EmptyBasket visitor={visitor} />;
  const refusal = (variantId: string) => (typed.variantId === variantId ? { typed: typed.quantity, problem: problemAt(problem, 'quantity') ?? problem?.detail } : undefined);
  return (
    <div class="wrap buying">
      <h1>{visitor.t('basket.title')}</h1>
      <div class="buying-columns">
        <div>
          {basket.stuck.length ? <Stuck visitor={visitor} lines={basket.stuck} /> : null}
          {basket.merchants.map(({ id, name, lines }) => (
            <section class="sheet merchant-lines">
              <h2 id={`merchant-${id}`}><Words of={name} visitor={visitor} /></h2>
              <ul class="bought" aria-labelledby={`merchant-${id}`}>{lines.map((line) => <Line visitor={visitor} line={line} refusal={refusal(line.item.variantId)} />)}</ul>
            </section>
          ))}
        </div>
        {basket.ready.length ? <Totals visitor={visitor} basket={basket} /> : null}
      </div>
    </div>
  );
}

interface Refusal { readonly typed: string | undefined; readonly problem: string | undefined }

function Line({ visitor, line, refusal }: { visitor: Visitor; line: ReadyLine; refusal: Refusal | undefined }) {
  const { item, variant, unit, total } = line;
  const named = { productSlug: variant.productSlug, productName: variant.productName, variantName: variant.variantCount > 1 ? variant.variantName : null };
  const name = visitor.text(variant.productName).text;
  return (
    <li class="bought-line">
      <img class="cover bought-cover" src={`/art/${variant.productCode}.svg`} width="96" height="72" alt="" loading="lazy" />
      <div class="bought-words">
        <BoughtName visitor={visitor} of={named} />
        <span class="card-kind"><Icon name={variant.deliveryKind} />{visitor.t(`kind.${variant.deliveryKind}`)}</span>
        {canBeMany(line) ? <QuantityForm visitor={visitor} line={line} name={name} refusal={refusal} /> : null}
      </div>
      <div class="bought-sum">
        {variant.billing ? <span>{perPeriod(visitor, total.amountMinor, total.currency, variant.billing)}</span> : <span class="money">{visitor.money(total)}</span>}
        {item.quantity > 1 ? <span class="hint money">{visitor.t('basket.each', { price: visitor.money(unit) })}</span> : null}
        <SetQuantity visitor={visitor} variantId={item.variantId} quantity={0} label={visitor.t('basket.remove')} name={name} />
      </div>
    </li>
  );
}

/** One file is enough for one reader; of the rest there may be more. */
function canBeMany({ item, variant }: ReadyLine): boolean {
  return variant.deliveryKind !== 'download' || item.quantity > 1;
}

function QuantityForm({ visitor, line: { item, variant }, name, refusal }: { visitor: Visitor; line: ReadyLine; name: string; refusal: Refusal | undefined }) {
  const id = `quantity-${item.variantId}`;
  return (
    <form class="quantity-form" method="post" action={visitor.link('/basket/lines')} data-island="choices">
      <input type="hidden" name="variantId" value={item.variantId} />
      <label class="visually-hidden" for={id}>{visitor.t('basket.quantity_of', { name })}</label>
      <input id={id} name="quantity" type="number" inputMode="numeric" min="0" max={Math.min(mostPieces, variant.available ?? mostPieces)} step="1" required
        value={refusal?.typed ?? String(item.quantity)} aria-invalid={refusal ? 'true' : undefined} aria-describedby={refusal ? `${id}-problem` : undefined} autoFocus={refusal !== undefined} />
      <button class="button quiet-button small-button" type="submit">{visitor.t('basket.update')}<span class="visually-hidden">: {name}</span></button>
      {refusal?.problem ? <p class="field-problem" id={`${id}-problem`}>{refusal.problem}</p> : null}
    </form>
  );
}

function Stuck({ visitor, lines }: { visitor: Visitor; lines: readonly StuckLine[] }) {
  return (
    <section class="notice notice-wrong" aria-labelledby="stuck">
      <h2 id="stuck">{visitor.t('basket.stuck', { count: lines.length })}</h2>
      <ul class="stuck-lines">{lines.map((line) => <StuckItem visitor={visitor} line={line} />)}</ul>
    </section>
  );
}

function StuckItem({ visitor, line: { item, reason, variant, available } }: { visitor: Visitor; line: StuckLine }) {
  const name = variant ? visitor.text(variant.productName).text : visitor.t('basket.unknown_product');
  const left = reason === 'short' ? (available > 0 ? visitor.t('basket.short', { count: available, wanted: visitor.number(item.quantity) }) : visitor.t('basket.sold_out')) : visitor.t(`basket.${reason}`);
  return (
    <li>
      <p><strong>{variant ? <Words of={variant.productName} visitor={visitor} /> : name}</strong><br />{left}</p>
      <div class="stuck-choices">
        {reason === 'short' && available > 0 ? <SetQuantity visitor={visitor} variantId={item.variantId} quantity={available} label={visitor.t('basket.take', { count: available })} name={name} isButton /> : null}
        <SetQuantity visitor={visitor} variantId={item.variantId} quantity={0} label={visitor.t('basket.remove')} name={name} />
      </div>
    </li>
  );
}

function SetQuantity({ visitor, variantId, quantity, label, name, isButton }: { visitor: Visitor; variantId: string; quantity: number; label: string; name: string; isButton?: boolean }) {
  return (
    <form method="post" action={visitor.link('/basket/lines')}>
      <input type="hidden" name="variantId" value={variantId} />
      <input type="hidden" name="quantity" value={String(quantity)} />
      <button class={isButton ? 'button quiet-button small-button' : 'link-button'} type="submit">{label}<span class="visually-hidden">: {name}</span></button>
    </form>
  );
}

function Totals({ visitor, basket }: { visitor: Visitor; basket: PricedBasket }) {
  const pieces = basket.ready.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <aside class="sheet totals" aria-label={visitor.t('basket.totals')}>
      <dl class="sums">
        <div class="sum-total"><dt>{visitor.t(basket.recurring ? 'subscribed.due_today' : 'basket.total')} <span class="hint">{visitor.t('basket.things', { count: pieces })}</span></dt><dd class="money">{visitor.money((basket.recurring ?? basket).total)}</dd></div>
        <TaxSums visitor={visitor} groups={basket.taxes} />
      </dl>
      {basket.recurring ? <RecurringNote visitor={visitor} quote={basket.recurring} /> : null}
      <PriceTaxNote visitor={visitor} />
      <p class="hint">{visitor.t('basket.priced_for', { region: visitor.region(visitor.country), currency: basket.total.currency })}</p>
      {basket.limit ? <p class="notice notice-wrong" role="alert">{visitor.say(basket.limit.code, basket.limit.params)}</p> : null}
      {basket.ready.length && !basket.limit ? (
        <form method="post" action={visitor.link('/basket/checkout')} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
          <button class="button wide" type="submit">{visitor.t('basket.check_out')}</button>
        </form>
      ) : null}
      {basket.stuck.length && basket.ready.length ? <p class="hint">{visitor.t('basket.without_stuck')}</p> : null}
      <p class="hint">{visitor.t('basket.no_account')}</p>
    </aside>
  );
}

function EmptyBasket({ visitor }: { visitor: Visitor }) {
  return (
    <section class="wrap narrow buying empty">
      <Icon name="basket" />
      <h1>{visitor.t('basket.empty')}</h1>
      <p class="lead">{visitor.t('basket.empty_help')}</p>
      <p class="actions">
        <a class="button" href={visitor.link('/clusters')}>{visitor.t('basket.to_clusters')}</a>
        <a class="button quiet-button" href={visitor.link('/categories')}>{visitor.t('basket.to_categories')}</a>
      </p>
      <p class="quiet">{visitor.t('basket.bought_before')} <a href={visitor.link('/library')}>{visitor.t('nav.library')}</a></p>
    </section>
  );
}

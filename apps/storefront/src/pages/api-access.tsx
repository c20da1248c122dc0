import type { ApiAccessView, IssuedCredential, UsageRow } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { itemPath, type KeptItem } from '../held-items.js';
import { ApiCredentials } from '../parts/api-credentials.js';
import { ApiUsageBars } from '../parts/api-usage-bars.js';
import { BoughtName } from '../parts/bought-name.js';
import { Field } from '../parts/field.js';
import { FormProblem } from '../parts/form-problem.js';
import { problemAt } from '../parts/problem-at.js';
import { KeyLine } from '../parts/received-keys.js';
import type { Visitor } from '../visitor.js';

interface ApiAccessProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly access: ApiAccessView;
  /** By day, newest first. */
  readonly usage: readonly UsageRow[];
  readonly gatewayUrl: string;
  readonly attempt: string;
  /** Made just now: shown this once. */
  readonly issued?: IssuedCredential;
  readonly problem?: Problem;
  readonly typed?: Readonly<Record<string, string>>;
}

/** What was bought of an API: what is left of it, how to call it, and who does. */
export function ApiAccessPage({ visitor, item, access, usage, gatewayUrl, attempt, issued, problem, typed }: ApiAccessProps) {
  const isActive = item.entitlement.state === 'active';
  return (
    <div class="wrap buying order item">
      <p class="order-number quiet"><a href={visitor.link(itemPath(item))}>{visitor.t('api_access.to_item')}</a></p>
      <section class="sheet received"><h1><BoughtName visitor={visitor} of={item.line} /></h1></section>
      <FormProblem visitor={visitor} problem={problem} labels={{ name: 'api_access.name', order: 'api_access.join_order' }} />
      {issued ? <Issued visitor={visitor} issued={issued} /> : null}
      {isActive ? null : <p class="notice">{visitor.t('api_access.not_now')}</p>}
      {access.joinedId ? <p class="notice">{visitor.t('api_access.joined')}</p> : null}
      <section class="sheet" aria-labelledby="call">
        <h2 id="call">{visitor.t('api_access.how')}</h2>
        {access.plan.upstreamUrl === null ? <p>{visitor.t('api_access.by_merchant')}</p> : <pre class="code" dir="ltr" tabIndex={0}>{`curl -H "Authorization: Bearer spk_…" \\\n  ${gatewayUrl}/…`}</pre>}
        <Quota visitor={visitor} access={access} />
        {access.quota?.left === 0 && isActive && !access.joinedId ? <p class="actions"><a class="button quiet-button" href={visitor.link(`/products/${encodeURIComponent(item.line.productSlug)}`)}>{visitor.t('item.buy_again')}</a></p> : null}
        <h3>{visitor.t('api_access.scopes')}</h3>
        <ul>{access.plan.scopes.map(({ name, methods, path, units }) => <li><bdi dir="ltr"><code>{name}</code>: {methods.join(', ')} <code>{path}</code></bdi> · {visitor.t('api_access.units', { count: units })}</li>)}</ul>
      </section>
      {access.canJoin && isActive ? <Join visitor={visitor} item={item} problem={problem} typed={typed} /> : null}
      {access.joinedId ? null : <ApiCredentials visitor={visitor} item={item} access={access} attempt={attempt} problem={problem} typed={typed} />}
      <ApiUsageBars visitor={visitor} usage={usage} />
    </div>
  );
}

function Issued({ visitor, issued: { prefix, token } }: { visitor: Visitor; issued: IssuedCredential }) {
  return (
    <section class="notice" role="status" aria-labelledby="issued">
      <h2 id="issued">{visitor.t('api_access.issued')}</h2>
      {token ? <><p>{visitor.t('api_access.copy_now')}</p><KeyLine visitor={visitor} text={token} /></> : <p>{visitor.t('api_access.issued_before', { prefix })}</p>}
    </section>
  );
}

/** For a top-up that found no purchase that it could be sure of. */
function Join({ visitor, item, problem, typed }: Pick<ApiAccessProps, 'visitor' | 'item' | 'problem' | 'typed'>) {
  return (
    <section class="sheet" aria-labelledby="join">
      <h2 id="join">{visitor.t('api_access.join')}</h2>
      <p>{visitor.t('api_access.join_help')}</p>
      <form method="post" action={visitor.link(itemPath(item, '/usage/join'))}>
        <Field name="order" label={visitor.t('api_access.join_order')} hint={visitor.t('api_access.join_order_hint')} value={typed?.order} maxLength={500} required problem={problemAt(problem, 'order')} />
        <button class="button" type="submit">{visitor.t('api_access.join_do')}</button>
      </form>
    </section>
  );
}

function Quota({ visitor, access: { plan, quota } }: { visitor: Visitor; access: ApiAccessView }) {
  const rates = [...(plan.perSecond === null ? [] : [visitor.t('api_access.per_second', { count: plan.perSecond })]), ...(plan.perMinute === null ? [] : [visitor.t('api_access.per_minute', { count: plan.perMinute })])];
  const all = quota ? quota.total + quota.extra : 0;
  return (
    <>
      {quota ? (
        <>
          <p><strong>{visitor.t('api_access.left', { left: visitor.number(quota.left), total: visitor.number(all) })}</strong></p>
          <meter min={0} max={all} value={quota.left} aria-label={visitor.t('api_access.left', { left: visitor.number(quota.left), total: visitor.number(all) })} />
          {quota.renewedAt ? <p class="hint">{visitor.t('api_access.renewed', { date: visitor.date(quota.renewedAt, { dateStyle: 'long' }) })}</p> : null}
          {quota.left === 0 ? <p>{visitor.t('api_access.top_up')}</p> : null}
        </>
      ) : <p><strong>{visitor.t('api_access.no_limit')}</strong></p>}
      {rates.length ? <p class="hint">{rates.join(' · ')}</p> : null}
    </>
  );
}

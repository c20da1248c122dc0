import type { ApiAccessView, CredentialView } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { overlapChoices } from '../api-access/credential.dto.js';
import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { utcMinute } from './clock-time.js';
import { Field } from './field.js';
import { problemAt } from './problem-at.js';

interface CredentialsProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly access: ApiAccessView;
  readonly attempt: string;
  readonly problem: Problem | undefined;
  readonly typed: Readonly<Record<string, string>> | undefined;
}

/** Credentials with what can be done with each, and the form for another one. */
export function ApiCredentials({ visitor, item, access, attempt, problem, typed }: CredentialsProps) {
  const isActive = item.entitlement.state === 'active';
  return (
    <section class="sheet" aria-labelledby="credentials">
      <h2 id="credentials">{visitor.t('api_access.credentials')}</h2>
      {access.credentials.length ? <ul class="plain-rows">{access.credentials.map((credential) => <Credential visitor={visitor} item={item} credential={credential} attempt={attempt} isActive={isActive} />)}</ul> : <p>{visitor.t('api_access.none')}</p>}
      {isActive ? (
        <form method="post" action={visitor.link(itemPath(item, '/usage/credentials'))}>
          <h3>{visitor.t('api_access.make')}</h3>
          <input type="hidden" name="attempt" value={attempt} />
          <Field name="name" label={visitor.t('api_access.name')} hint={visitor.t('api_access.name_hint')} value={typed?.name} maxLength={100} required problem={problemAt(problem, 'name')} />
          {access.plan.scopes.length > 1 ? (
            <div class="field">
              <label for="scopes">{visitor.t('api_access.scopes')}</label>
              <select id="scopes" name="scopes"><option value="">{visitor.t('api_access.all_scopes')}</option>{access.plan.scopes.map(({ name }) => <option value={name}>{name}</option>)}</select>
            </div>
          ) : null}
          <button class="button" type="submit">{visitor.t('api_access.make')}</button>
        </form>
      ) : null}
    </section>
  );
}

function Credential({ visitor, item, credential: { id, name, prefix, scopes, lastUsedAt, expiresAt }, attempt, isActive }: { visitor: Visitor; item: KeptItem; credential: CredentialView; attempt: string; isActive: boolean }) {
  const path = (action: string) => visitor.link(itemPath(item, `/usage/credentials/${id}/${action}`));
  return (
    <li>
      <span>
        <strong><bdi>{name}</bdi></strong> <code dir="ltr">{prefix}…</code>
        <span class="hint fact-line">
          {scopes ? `${scopes.join(', ')} · ` : ''}{lastUsedAt ? visitor.t('api_access.last_used', { date: visitor.date(lastUsedAt, utcMinute) }) : visitor.t('api_access.never_used')}
          {expiresAt ? ` · ${visitor.t('api_access.ends', { date: visitor.date(expiresAt, utcMinute) })}` : ''}
        </span>
      </span>
      <details class="credential-acts">
        <summary>{visitor.t('api_access.change')}<span class="visually-hidden">: {name}</span></summary>
        {isActive ? (
          <form method="post" action={path('rotation')}>
            <input type="hidden" name="attempt" value={attempt} />
            <div class="field">
              <label for={`overlap-${id}`}>{visitor.t('api_access.old_goes_on')}</label>
              <select id={`overlap-${id}`} name="overlap">{overlapChoices.map((hours) => <option value={hours} selected={hours === '24'}>{visitor.t(`api_access.overlap_${hours}`)}</option>)}</select>
            </div>
            <button class="button quiet-button small-button" type="submit">{visitor.t('api_access.rotate')}<span class="visually-hidden">: {name}</span></button>
          </form>
        ) : null}
        <form method="post" action={path('revocation')}>
          <p class="hint" id={`revoke-${id}`}>{visitor.t('api_access.revoke_help')}</p>
          <button class="button quiet-button small-button danger-button" type="submit" aria-describedby={`revoke-${id}`}>{visitor.t('api_access.revoke')}<span class="visually-hidden">: {name}</span></button>
        </form>
      </details>
    </li>
  );
}

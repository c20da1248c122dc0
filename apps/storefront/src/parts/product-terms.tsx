import type { ApiPlanTerms, CommissionPlanView, SessionPlanView } from '@silkport/delivery';
import type { ProductTerms } from '../product-terms.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

const minutesOfHour = 60;

/** How long, how often, in which parts, for how many calls: what a merchant has settled, as rows of what one gets. */
export function ProductTermsRows({ visitor, terms: { sessions, commission, api } }: { visitor: Visitor; terms: ProductTerms }) {
  return (
    <>
      {sessions ? <Sessions visitor={visitor} plan={sessions} /> : null}
      {commission ? <Commission visitor={visitor} plan={commission} /> : null}
      {api ? <Api visitor={visitor} plan={api} /> : null}
    </>
  );
}

function Sessions({ visitor, plan: { sessionMinutes, sessionsPerPiece, changeNoticeMinutes, capacity } }: { visitor: Visitor; plan: SessionPlanView }) {
  const length = visitor.t('terms.minutes', { count: sessionMinutes });
  return (
    <>
      <li><Icon name="check" /><span>{sessionsPerPiece > 1 ? visitor.t('terms.sessions', { count: sessionsPerPiece, length }) : visitor.t('terms.session', { length })}{capacity > 1 ? ` ${visitor.t('terms.capacity', { count: capacity })}` : ''}</span></li>
      <li><Icon name="check" /><span>{visitor.t('terms.change_until', { time: changeNoticeMinutes % minutesOfHour ? visitor.t('terms.minutes', { count: changeNoticeMinutes }) : visitor.t('terms.hours', { count: changeNoticeMinutes / minutesOfHour }) })}</span></li>
    </>
  );
}

function Commission({ visitor, plan: { milestones, changeRounds } }: { visitor: Visitor; plan: CommissionPlanView }) {
  return (
    <li>
      <Icon name="check" />
      <span>
        {visitor.t('terms.parts', { count: milestones.length })}
        <ol class="terms-parts">
          {milestones.map(({ name, shareBasisPoints, dueDays }) => <li><Words of={name} visitor={visitor} /> <span class="quiet">· {visitor.percent(String(shareBasisPoints / 100))} · {visitor.t('terms.due', { count: dueDays })}</span></li>)}
        </ol>
        {changeRounds ? <span class="quiet fact-line">{visitor.t('terms.rounds', { count: changeRounds })}</span> : null}
      </span>
    </li>
  );
}

function Api({ visitor, plan: { quotaUnits, quotaPeriod, perSecond, perMinute, validDays, scopes } }: { visitor: Visitor; plan: ApiPlanTerms }) {
  const rates = [perSecond === null ? undefined : visitor.t('api_access.per_second', { count: perSecond }), perMinute === null ? undefined : visitor.t('api_access.per_minute', { count: perMinute })].filter((rate) => rate !== undefined);
  return (
    <li>
      <Icon name="check" />
      <span>
        {quotaUnits === null ? visitor.t('api_access.no_limit') : visitor.t(`terms.units_${quotaPeriod}`, { count: quotaUnits, units: visitor.number(quotaUnits) })}
        {rates.length ? <span class="quiet fact-line">{rates.join(' · ')}</span> : null}
        <span class="quiet fact-line">{scopes.map(({ name, units }, index) => <>{index ? ' · ' : ''}<bdi dir="ltr"><code>{name}</code></bdi>: {visitor.t('api_access.units', { count: units })}</>)}</span>
        {validDays === null ? null : <span class="quiet fact-line">{visitor.t('terms.valid_days', { count: validDays })}</span>}
      </span>
    </li>
  );
}

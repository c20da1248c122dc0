import type { CommissionView } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { allocateMoney } from '@silkport/values';
import { fieldOf } from '../commissions/commission.dto.js';
import { itemPath, type KeptItem } from '../held-items.js';
import { FormProblem } from '../parts/form-problem.js';
import { MilestonePart } from '../parts/milestone-part.js';
import { ItemHead } from '../parts/service-head.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

export interface CommissionNotes { readonly typed: Readonly<Record<string, string>>; readonly problem?: Problem | undefined }

interface CommissionProps { readonly visitor: Visitor; readonly item: KeptItem; readonly commission: CommissionView; readonly notes: CommissionNotes }

/** What is to be told first, then each part with what can be done about it. */
export function CommissionPage({ visitor, item, commission, notes }: CommissionProps) {
  const { milestones, acceptDays, briefGivenAt } = commission;
  const shares = allocateMoney(item.line.total, milestones.map(({ shareBasisPoints }) => BigInt(shareBasisPoints)));
  return (
    <div class="wrap narrow buying service">
      <ItemHead visitor={visitor} item={item} />
      <FormProblem visitor={visitor} problem={notes.problem} labels={{ words: 'commission.words' }} />
      {briefGivenAt ? null : <BriefForm visitor={visitor} item={item} commission={commission} notes={notes} />}
      <section aria-labelledby="parts">
        <h2 id="parts">{visitor.t('commission.parts')}</h2>
        <p class="quiet">{visitor.t('commission.how', { count: acceptDays })}</p>
        <ol class="received-lines milestones">
          {milestones.map((milestone, at) => <MilestonePart visitor={visitor} item={item} milestone={milestone} share={shares[at]} acceptDays={acceptDays} />)}
        </ol>
      </section>
      {briefGivenAt ? <Brief visitor={visitor} commission={commission} /> : null}
    </div>
  );
}

function BriefForm({ visitor, item, commission: { questions }, notes: { typed } }: CommissionProps) {
  return (
    <form class="sheet" method="post" action={visitor.link(itemPath(item, '/brief'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
      <h2>{visitor.t('commission.brief')}</h2>
      <p>{visitor.t('commission.brief_help')}</p>
      {questions.map(({ id, label, isRequired }) => (
        <div class="field">
          <label for={fieldOf(id)}><Words of={label} visitor={visitor} />{isRequired ? null : <span class="hint"> {visitor.t('commission.optional')}</span>}</label>
          <textarea id={fieldOf(id)} name={fieldOf(id)} rows={4} maxLength={5000} required={isRequired} dir="auto">{typed[id]}</textarea>
        </div>
      ))}
      <button class="button" type="submit">{visitor.t('commission.give')}</button>
    </form>
  );
}

function Brief({ visitor, commission: { questions, answers } }: Pick<CommissionProps, 'visitor' | 'commission'>) {
  return (
    <section class="sheet" aria-labelledby="brief">
      <h2 id="brief">{visitor.t('commission.brief')}</h2>
      <dl>{questions.map(({ id, label }) => <div><dt><Words of={label} visitor={visitor} /></dt><dd class="own-words" dir="auto">{answers?.[id] ?? '–'}</dd></div>)}</dl>
    </section>
  );
}

import { commissionLimits, type CommissionView } from '@silkport/delivery';
import { allocateMoney } from '@silkport/values';
import { fieldOf } from '../commissions/commission.dto.js';
import { itemPath, type KeptItem } from '../held-items.js';
import { FormProblem } from '../parts/form-problem.js';
import { MilestonePart, type CommissionNotes } from '../parts/milestone-part.js';
import { ItemHead } from '../parts/service-head.js';
import { FilesField, WorkFiles, type FilesToSend } from '../parts/work-files.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface CommissionProps { readonly visitor: Visitor; readonly item: KeptItem; readonly commission: CommissionView; readonly notes: CommissionNotes; readonly files: FilesToSend }

/** What is to be told first, then each part with what can be done about it. */
export function CommissionPage({ visitor, item, commission, notes, files }: CommissionProps) {
  const { milestones, acceptDays, briefGivenAt, briefBy } = commission;
  const isOpen = milestones.some(({ state }) => state === 'open');
  const shares = allocateMoney(item.line.total, milestones.map(({ shareBasisPoints }) => BigInt(shareBasisPoints)));
  return (
    <div class="wrap narrow buying service">
      <ItemHead visitor={visitor} item={item} />
      <FormProblem visitor={visitor} problem={notes.problem} labels={{ words: 'commission.words', files: 'commission.files' }} />
      {item.entitlement.state === 'active' ? null : <p class="notice">{visitor.t('commission.stopped')}</p>}
      {briefGivenAt || !isOpen ? null : <p class="notice">{visitor.t('commission.brief_by', { date: visitor.date(briefBy) })}</p>}
      {briefGivenAt || !isOpen ? null : <BriefForm visitor={visitor} item={item} commission={commission} notes={notes} files={files} />}
      <section aria-labelledby="parts">
        <h2 id="parts">{visitor.t('commission.parts')}</h2>
        <p class="quiet">{visitor.t('commission.how', { count: acceptDays })}</p>
        <ol class="received-lines milestones">
          {milestones.map((milestone, at) => <MilestonePart visitor={visitor} item={item} milestone={milestone} share={shares[at]} acceptDays={acceptDays} notes={notes} files={files} />)}
        </ol>
      </section>
      {briefGivenAt ? <Brief visitor={visitor} item={item} commission={commission} notes={notes} files={files} /> : null}
    </div>
  );
}

function BriefForm({ visitor, item, commission: { questions }, notes: { typed }, files }: CommissionProps) {
  return (
    <form class="sheet" method="post" encType="multipart/form-data" action={visitor.link(itemPath(item, '/brief'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
      <h2>{visitor.t('commission.brief')}</h2>
      <p>{visitor.t('commission.brief_help')}</p>
      {questions.map(({ id, label, isRequired }) => (
        <div class="field">
          <label for={fieldOf(id)}><Words of={label} visitor={visitor} />{isRequired ? null : <span class="hint"> {visitor.t('commission.optional')}</span>}</label>
          <textarea id={fieldOf(id)} name={fieldOf(id)} rows={4} maxLength={5000} required={isRequired} dir="auto">{typed[fieldOf(id)]}</textarea>
        </div>
      ))}
      <FilesField visitor={visitor} id="files" files={files} />
      <button class="button" type="submit">{visitor.t('commission.give')}</button>
    </form>
  );
}

function Brief({ visitor, item, commission: { questions, answers, briefFiles, milestones }, notes, files }: CommissionProps) {
  const isOpen = milestones.some(({ state }) => !['accepted', 'refunded', 'cancelled'].includes(state)) && briefFiles.filter(({ state }) => state !== 'refused').length < commissionLimits.buyerFiles;
  const isHere = notes.at === 'files';
  return (
    <section class="sheet" aria-labelledby="brief">
      <h2 id="brief">{visitor.t('commission.brief')}</h2>
      <dl>{questions.map(({ id, label }) => <div><dt><Words of={label} visitor={visitor} /></dt><dd class="own-words" dir="auto">{answers?.[id] ?? '–'}</dd></div>)}</dl>
      <WorkFiles visitor={visitor} item={item} files={briefFiles} />
      {isOpen ? (
        <details open={isHere}>
          <summary>{visitor.t('commission.add_files')}</summary>
          <form method="post" encType="multipart/form-data" action={visitor.link(itemPath(item, '/brief/files'))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
            <FilesField visitor={visitor} id={isHere ? 'files' : 'brief-files'} files={isHere ? files : { ...files, waiting: [] }} isRequired />
            <button class="button quiet-button" type="submit">{visitor.t('commission.send_files')}</button>
          </form>
        </details>
      ) : null}
    </section>
  );
}

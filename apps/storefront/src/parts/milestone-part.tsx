import { commissionLimits, type MilestoneNoteView, type MilestoneView } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import type { Money } from '@silkport/values';
import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { FilesField, WorkFiles, type FilesToSend } from './work-files.js';
import { Words } from './words.js';

export interface CommissionNotes {
  readonly typed: Readonly<Record<string, string>>;
  /** Which of the page's forms was sent: there it is shown again what was typed, and what files had come. */
  readonly at?: string;
  /** Those that came with it; undefined: all that wait. */
  readonly fileIds?: readonly string[];
  readonly problem?: Problem | undefined;
}

interface MilestoneProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly milestone: MilestoneView;
  readonly share: Money | undefined;
  readonly acceptDays: number;
  readonly notes: CommissionNotes;
  readonly files: FilesToSend;
}

/** A part of the work: its share, what came of it, and what its buyer can say to it. */
export function MilestonePart(props: MilestoneProps) {
  const { visitor, item, milestone: { name, state, dueAt, acceptBy, notes, shareBasisPoints }, share } = props;
  return (
    <li class="sheet received">
      <h3><Words of={name} visitor={visitor} /> <span class="tag">{visitor.t(`commission.state_${state}`)}</span></h3>
      <p class="quiet">{visitor.t('commission.share', { share: visitor.percent(String(shareBasisPoints / 100)), sum: share ? visitor.money(share) : '' })}{dueAt && (state === 'open' || state === 'changes_asked') ? ` · ${visitor.t('commission.due', { date: visitor.date(dueAt) })}` : ''}</p>
      {notes.map((note) => <Note visitor={visitor} item={item} note={note} />)}
      {state === 'handed_over' && acceptBy && item.entitlement.state === 'active' ? <p class="notice">{visitor.t('commission.accept_by', { date: visitor.date(acceptBy, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }) })}</p> : null}
      {state === 'handed_over' ? <Acts {...props} /> : null}
      {state === 'open' || state === 'changes_asked' ? (dueAt ? <Say {...props} act="dispute" label="dispute" help="dispute_help" /> : null) : null}
      {state === 'disputed' ? <p class="notice">{visitor.t('commission.disputed_help')}</p> : null}
    </li>
  );
}

function Acts(props: MilestoneProps) {
  const { visitor, item, milestone: { id, roundsLeft, handOverId } } = props;
  return (
    <div class="milestone-acts">
      <form method="post" action={visitor.link(itemPath(item, `/brief/${id}/acceptance`))}><input type="hidden" name="handOverId" value={handOverId ?? ''} /><button class="button" type="submit"><Icon name="check" />{visitor.t('commission.accept')}</button></form>
      {roundsLeft ? <Say {...props} act="changes" label="ask_changes" help="rounds_left" /> : <p class="hint">{visitor.t('commission.no_rounds')}</p>}
      <Say {...props} act="dispute" label="dispute" help="dispute_help" />
    </div>
  );
}

function Say({ visitor, item, milestone: { id, roundsLeft }, notes, files, act, label, help }: MilestoneProps & { readonly act: 'changes' | 'dispute'; readonly label: string; readonly help: string }) {
  const field = `${act}-${id}`;
  const isHere = notes.at === field;
  return (
    <details open={isHere}>
      <summary>{visitor.t(`commission.${label}`)}</summary>
      <form method="post" encType="multipart/form-data" action={visitor.link(itemPath(item, `/brief/${id}/${act}`))} data-island="once-form" data-waiting={visitor.t('receive.one_moment')}>
        <p class="hint" id={`${field}-hint`}>{visitor.t(`commission.${help}`, { count: roundsLeft })}</p>
        <div class="field"><label for={isHere ? 'words' : field}>{visitor.t('commission.words')}</label><textarea id={isHere ? 'words' : field} name="words" rows={4} maxLength={commissionLimits.textCharacters} required dir="auto" aria-describedby={`${field}-hint`}>{isHere ? notes.typed.words : ''}</textarea></div>
        <FilesField visitor={visitor} id={isHere ? 'files' : `${field}-files`} files={isHere ? files : { ...files, waiting: [] }} />
        <button class="button quiet-button" type="submit">{visitor.t(`commission.${label}`)}</button>
      </form>
    </details>
  );
}

function Note({ visitor, item, note: { kind, words, notedAt, files } }: { visitor: Visitor; item: KeptItem; note: MilestoneNoteView }) {
  return (
    <div class="milestone-note">
      <p class="quiet">{visitor.date(notedAt)} · {visitor.t(`commission.note_${kind}`)}</p>
      {words ? <p class="own-words" dir="auto">{words}</p> : null}
      <WorkFiles visitor={visitor} item={item} files={files} />
    </div>
  );
}

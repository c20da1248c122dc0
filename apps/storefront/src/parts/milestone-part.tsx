import type { MilestoneNoteView, MilestoneView } from '@silkport/delivery';
import type { Money } from '@silkport/values';
import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

interface MilestoneProps { readonly visitor: Visitor; readonly item: KeptItem; readonly milestone: MilestoneView; readonly share: Money | undefined; readonly acceptDays: number }

/** A part of the work: its share, what came of it, and what its buyer can say to it. */
export function MilestonePart(props: MilestoneProps) {
  const { visitor, item, milestone: { name, state, dueAt, acceptBy, notes, shareBasisPoints }, share } = props;
  return (
    <li class="sheet received">
      <h3><Words of={name} visitor={visitor} /> <span class="tag">{visitor.t(`commission.state_${state}`)}</span></h3>
      <p class="quiet">{visitor.t('commission.share', { share: visitor.percent(String(shareBasisPoints / 100)), sum: share ? visitor.money(share) : '' })}{dueAt && (state === 'open' || state === 'changes_asked') ? ` · ${visitor.t('commission.due', { date: visitor.date(dueAt) })}` : ''}</p>
      {notes.map((note) => <Note visitor={visitor} item={item} note={note} />)}
      {state === 'handed_over' && acceptBy ? <p class="notice">{visitor.t('commission.accept_by', { date: visitor.date(acceptBy, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }) })}</p> : null}
      {state === 'handed_over' ? <Acts {...props} /> : null}
      {state === 'open' || state === 'changes_asked' ? (dueAt ? <Say {...props} act="dispute" label="dispute" help="dispute_help" /> : null) : null}
      {state === 'disputed' ? <p class="notice">{visitor.t('commission.disputed_help')}</p> : null}
    </li>
  );
}

function Acts(props: MilestoneProps) {
  const { visitor, item, milestone: { id, roundsLeft } } = props;
  return (
    <div class="milestone-acts">
      <form method="post" action={visitor.link(itemPath(item, `/brief/${id}/acceptance`))}><button class="button" type="submit"><Icon name="check" />{visitor.t('commission.accept')}</button></form>
      {roundsLeft ? <Say {...props} act="changes" label="ask_changes" help="rounds_left" /> : <p class="hint">{visitor.t('commission.no_rounds')}</p>}
      <Say {...props} act="dispute" label="dispute" help="dispute_help" />
    </div>
  );
}

function Say({ visitor, item, milestone: { id, roundsLeft }, act, label, help }: MilestoneProps & { readonly act: 'changes' | 'dispute'; readonly label: string; readonly help: string }) {
  const field = `${act}-${id}`;
  return (
    <details>
      <summary>{visitor.t(`commission.${label}`)}</summary>
      <form method="post" action={visitor.link(itemPath(item, `/brief/${id}/${act}`))}>
        <p class="hint" id={`${field}-hint`}>{visitor.t(`commission.${help}`, { count: roundsLeft })}</p>
        <div class="field"><label for={field}>{visitor.t('commission.words')}</label><textarea id={field} name="words" rows={4} maxLength={5000} required dir="auto" aria-describedby={`${field}-hint`} /></div>
        <button class="button quiet-button" type="submit">{visitor.t(`commission.${label}`)}</button>
      </form>
    </details>
  );
}

function Note({ visitor, item: { order, entitlement, key }, note: { kind, words, notedAt, files } }: { visitor: Visitor; item: KeptItem; note: MilestoneNoteView }) {
  const base = `/v1/orders/${order.number}/deliveries/${entitlement.id}/commission/files/`;
  return (
    <div class="milestone-note">
      <p class="quiet">{visitor.date(notedAt)} · {visitor.t(`commission.note_${kind}`)}</p>
      {words ? <p class="own-words" dir="auto">{words}</p> : null}
      {files.length ? (
        <ul class="files">
          {files.map((file) => (
            <li class="file">
              <div class="file-words"><span class="file-title"><bdi dir="ltr">{file.fileName}</bdi></span><span class="hint">{visitor.bytes(file.sizeBytes)}</span></div>
              <a class="button quiet-button small-button" href={`${base}${file.id}${key ? `?key=${encodeURIComponent(key)}` : ''}`} download={file.fileName}><Icon name="download" />{visitor.t('receive.download')}<span class="visually-hidden">: {file.fileName}</span></a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

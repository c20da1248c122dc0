import { commissionLimits, type CommissionFileView } from '@silkport/delivery';
import { keptFilesField } from '../commissions/enclosed-forms.js';
import type { KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** What can be sent, and what came before and waits to be given. */
export interface FilesToSend { readonly waiting: readonly CommissionFileView[]; readonly maxBytes: number }

/** Files of the work: to be had, in check, or why they were not taken. */
export function WorkFiles({ visitor, item: { order, entitlement, key }, files }: { visitor: Visitor; item: KeptItem; files: readonly CommissionFileView[] }) {
  if (!files.length) return null;
  const base = `/v1/orders/${order.number}/deliveries/${entitlement.id}/commission/files/`;
  return (
    <ul class="files">
      {files.map((file) => (
        <li class="file">
          <div class="file-words"><span class="file-title"><bdi>{file.fileName}</bdi></span><FileStanding visitor={visitor} file={file} /></div>
          {file.state === 'ready' ? (
            <a class="button quiet-button small-button" href={`${base}${file.id}${key ? `?key=${encodeURIComponent(key)}` : ''}`} download={file.fileName}><Icon name="download" />{visitor.t('receive.download')}<span class="visually-hidden">: {file.fileName}</span></a>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function FileStanding({ visitor, file: { sizeBytes, state, reason, detail } }: { visitor: Visitor; file: CommissionFileView }) {
  if (state === 'refused') return <span class="field-problem">{visitor.t('commission.file_refused')} {reason ? visitor.say(`delivery.upload_refusals.${reason}`, { detail: detail ?? '' }) : ''}</span>;
  return <span class="hint">{visitor.bytes(sizeBytes)}{state === 'checking' ? ` · ${visitor.t('commission.file_checking')}` : ''}</span>;
}

/** Where files are chosen, those that came before kept unless they are unticked. */
export function FilesField({ visitor, id, files: { waiting, maxBytes }, isRequired = false }: { visitor: Visitor; id: string; files: FilesToSend; isRequired?: boolean }) {
  return (
    <>
      {waiting.map((file) => (
        <div class="tick">
          <input id={`file-${file.id}`} type="checkbox" name={keptFilesField} value={file.id} checked={file.state !== 'refused'} disabled={file.state === 'refused'} />
          <label for={`file-${file.id}`}><bdi>{file.fileName}</bdi> <FileStanding visitor={visitor} file={file} /></label>
        </div>
      ))}
      <div class="field">
        <label for={id}>{visitor.t('commission.files')}{isRequired ? null : <span class="hint"> {visitor.t('commission.optional')}</span>}</label>
        <input id={id} type="file" name="files" multiple required={isRequired && !waiting.length} aria-describedby={`${id}-hint`} />
        <p class="hint" id={`${id}-hint`}>{visitor.t('commission.files_help', { count: commissionLimits.buyerFiles, size: visitor.bytes(maxBytes) })}</p>
      </div>
    </>
  );
}

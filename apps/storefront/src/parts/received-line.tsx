import { fileForm } from '../file-forms.js';
import type { ReceivedFile, ReceivedLine } from '../order-standings.js';
import type { Visitor } from '../visitor.js';
import { BoughtName } from './bought-name.js';
import { Icon } from './icon.js';
import { Words } from './words.js';

/** What a buyer got for one line: files, keys, or what happens next. */
export function Received({ visitor, of: { line, delivery, files }, email }: { visitor: Visitor; of: ReceivedLine; email: string }) {
  const isOver = line.state === 'refunded' || line.state === 'lost';
  return (
    <li class="sheet received" id={`line-${line.id}`}>
      <div class="received-head">
        <img class="cover bought-cover" src={`/art/${line.productCode}.svg`} width="96" height="72" alt="" />
        <div class="bought-words">
          <h2><BoughtName visitor={visitor} of={line} />{line.quantity > 1 ? <span class="hint"> × {visitor.number(line.quantity)}</span> : null}</h2>
          <span class="card-maker"><Words of={line.merchantName} visitor={visitor} /></span>
        </div>
      </div>
      {isOver && !delivery?.state ? <p class="notice">{visitor.t('order_money.line_over')}</p> : null}
      {delivery?.state === 'suspended' || delivery?.state === 'revoked' ? <p class={delivery.state === 'suspended' ? 'notice notice-wrong' : 'notice'}>{visitor.t(`receive.${delivery.state}`)}</p> : null}
      {delivery || isOver ? null : <p class="quiet" role="status">{visitor.t('receive.being_prepared')}</p>}
      {delivery?.keys.length ? <Keys visitor={visitor} keys={delivery.keys} lineId={line.id} /> : null}
      {files.length ? <ul class="files">{files.map((file) => <File visitor={visitor} file={file} />)}</ul> : null}
      {line.deliveryKind === 'service' && delivery?.state === 'active' ? <p class="next-step"><Icon name="service" /><span>{visitor.t('receive.service', { email })}</span></p> : null}
      {line.deliveryKind === 'parcel' && delivery && !isOver ? <p class="next-step"><Icon name="parcel" /><span>{visitor.t(`receive.parcel_${delivery.parcelState ?? 'to_ship'}`)}</span></p> : null}
    </li>
  );
}

function File({ visitor, file }: { visitor: Visitor; file: ReceivedFile }) {
  return (
    <li class="file">
      <div class="file-words">
        <span class="file-title"><Words of={file.title} visitor={visitor} /></span>
        <span class="hint"><bdi dir="ltr">{file.fileName}</bdi> · {fileForm(file.contentType)} · {visitor.bytes(file.sizeBytes)}</span>
        <details>
          <summary>{visitor.t('receive.check_file')}</summary>
          <p class="hint">{visitor.t('receive.check_file_how')}</p>
          <code class="digest" dir="ltr">{file.sha256}</code>
        </details>
      </div>
      <a class="button" href={file.href} download={file.fileName}><Icon name="download" />{visitor.t('receive.download')}<span class="visually-hidden">: {file.fileName}</span></a>
    </li>
  );
}

function Keys({ visitor, keys, lineId }: { visitor: Visitor; keys: readonly string[]; lineId: string }) {
  return (
    <div class="keys">
      <h3 id={`keys-${lineId}`}><Icon name="licence-key" /> {visitor.t('receive.keys', { count: keys.length })}</h3>
      <ul aria-labelledby={`keys-${lineId}`}>
        {keys.map((key) => (
          <li class="key" data-island="copy-text">
            <code dir="ltr" data-copied-text>{key}</code>
            <button class="button quiet-button small-button" type="button" hidden data-done={visitor.t('receive.copied')}>{visitor.t('receive.copy')}</button>
          </li>
        ))}
      </ul>
    </div>
  );
}

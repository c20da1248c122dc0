import type { Platform } from '@silkport/delivery';
import { fileForm } from '../file-forms.js';
import type { ReceivedFile } from '../order-standings.js';
import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';
import { languageName } from './language-name.js';
import { Words } from './words.js';

/** As their makers write them, in every language. */
const platformNames: Readonly<Record<Platform, string>> = { windows: 'Windows', macos: 'macOS', linux: 'Linux', android: 'Android', ios: 'iOS' };

/** The files of the newest release; those of older ones are kept for whoever had them. @param isAside something else is to be done first: then they do not draw the eye */
export function ReceivedFiles({ visitor, files, isAside = false }: { visitor: Visitor; files: readonly ReceivedFile[]; isAside?: boolean }) {
  const older = files.filter(({ isCurrent }) => !isCurrent);
  return (
    <>
      <ul class="files">{files.filter(({ isCurrent }) => isCurrent).map((file) => <File visitor={visitor} file={file} isAside={isAside} />)}</ul>
      {older.length ? <details class="older-files"><summary>{visitor.t('receive.older_files')}</summary><ul class="files">{older.map((file) => <File visitor={visitor} file={file} isAside />)}</ul></details> : null}
    </>
  );
}

function File({ visitor, file, isAside }: { visitor: Visitor; file: ReceivedFile; isAside: boolean }) {
  return (
    <li class="file">
      <div class="file-words">
        <span class="file-title"><Words of={file.title} visitor={visitor} /></span>
        <span class="hint"><bdi dir="ltr">{file.fileName}</bdi> · <bdi>{fileForm(file.contentType)}</bdi> · <bdi class="nowrap">{visitor.bytes(file.sizeBytes)}</bdi>{file.isStamped ? <> · {visitor.t('receive.stamped')}</> : null}{file.version ? <> · {visitor.t('receive.version', { version: file.version })}</> : null}{file.platform ? <> · {platformNames[file.platform]}</> : null}{file.locale ? <> · {languageName(file.locale, visitor.locale)}</> : null}</span>
        {file.sha256 ? (
          <details>
            <summary>{visitor.t('receive.check_file')}</summary>
            <p class="hint">{visitor.t('receive.check_file_how')}</p>
            <code class="digest" dir="ltr">{file.sha256}</code>
          </details>
        ) : null}
      </div>
      <a class={isAside ? 'button quiet-button' : 'button'} href={file.href} download={file.fileName}><Icon name="download" />{visitor.t('receive.download')}<span class="visually-hidden">: {file.fileName}</span></a>
    </li>
  );
}

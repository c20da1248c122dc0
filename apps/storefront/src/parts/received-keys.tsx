import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** @param id of the line or item, for the list's label */
export function ReceivedKeys({ visitor, keys, id }: { visitor: Visitor; keys: readonly string[]; id: string }) {
  return (
    <div class="keys">
      <h3 id={`keys-${id}`}><Icon name="licence-key" /> {visitor.t('receive.keys', { count: keys.length })}</h3>
      <ul aria-labelledby={`keys-${id}`}>
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

import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** @param id of the line or item, for the list's label */
export function ReceivedKeys({ visitor, keys, id, heading: Heading = 'h3' }: { visitor: Visitor; keys: readonly string[]; id: string; heading?: 'h2' | 'h3' }) {
  return (
    <div class="keys">
      <Heading id={`keys-${id}`}><Icon name="licence-key" /> {visitor.t('receive.keys', { count: keys.length })}</Heading>
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

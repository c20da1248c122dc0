import type { Visitor } from '../visitor.js';
import { Icon } from './icon.js';

/** @param id of the line or item, for the list's label */
export function ReceivedKeys({ visitor, keys, id, heading: Heading = 'h3' }: { visitor: Visitor; keys: readonly string[]; id: string; heading?: 'h2' | 'h3' }) {
  return (
    <div class="keys">
      <Heading id={`keys-${id}`}><Icon name="licence-key" /> {visitor.t('receive.keys', { count: keys.length })}</Heading>
      <ul aria-labelledby={`keys-${id}`}>{keys.map((key) => <li><KeyLine visitor={visitor} text={key} /></li>)}</ul>
    </div>
  );
}

/** A key or another secret, with a button that copies it where a script can. @param of what it belongs to, where several stand together */
export function KeyLine({ visitor, text, of }: { visitor: Visitor; text: string; of?: string }) {
  return (
    <div class="key" data-island="copy-text">
      <code dir="ltr" data-copied-text>{text}</code>
      <button class="button quiet-button small-button" type="button" hidden aria-live="polite" data-done={visitor.t('receive.copied')}>{visitor.t('receive.copy')}{of ? <span class="visually-hidden">: {of}</span> : null}</button>
    </div>
  );
}

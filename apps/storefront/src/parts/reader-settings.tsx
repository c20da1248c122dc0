import { readerSizes, readerStyles, readerThemes, type ReaderLook } from '../streams/reader-look.js';
import type { Visitor } from '../visitor.js';

/** Text size and colours, as a form that goes back to the same page. @param action the page's address with its query @param hasStyles whether what is read brings styles of its own */
export function ReaderSettings({ visitor, look, action, hasStyles = false }: { visitor: Visitor; look: ReaderLook; action: string; hasStyles?: boolean }) {
  const [path = '', query] = action.split('?', 2);
  return (
    <details class="reader-settings">
      <summary>{visitor.t('player.look')}</summary>
      <form action={path}>
        {[...new URLSearchParams(query)].map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        <Choice visitor={visitor} name="size" values={readerSizes} chosen={look.size} />
        <Choice visitor={visitor} name="theme" values={readerThemes} chosen={look.theme} />
        {hasStyles ? <Choice visitor={visitor} name="style" values={readerStyles} chosen={look.style} /> : null}
        <button class="button quiet-button small-button" type="submit">{visitor.t('choices.save')}</button>
      </form>
    </details>
  );
}

function Choice({ visitor, name, values, chosen }: { visitor: Visitor; name: 'size' | 'theme' | 'style'; values: readonly string[]; chosen: string }) {
  return (
    <label>
      <span>{visitor.t(`player.${name}`)}</span>
      <select name={name}>{values.map((value) => <option value={value} selected={value === chosen}>{visitor.t(`player.${name}s.${value}`)}</option>)}</select>
    </label>
  );
}

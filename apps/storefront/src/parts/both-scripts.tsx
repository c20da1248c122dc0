import type { Locale, Translated } from '@silkport/values';
import type { Visitor } from '../visitor.js';
import { Words } from './words.js';

/** A name in the reader's language, and beneath it, quietly, as it is written at home: in Chinese, or in Latin letters for readers of Chinese. */
export function BothScripts({ of, visitor }: { of: Translated; visitor: Visitor }) {
  const other: Locale = visitor.locale === 'zh-CN' ? 'en' : 'zh-CN';
  const written = of[other];
  return (
    <>
      <span class="name-own"><Words of={of} visitor={visitor} /></span>
      {written && written !== visitor.text(of).text ? <span class="name-other" lang={other} dir="ltr">{written}</span> : null}
    </>
  );
}

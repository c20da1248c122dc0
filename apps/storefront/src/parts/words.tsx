import type { Translated } from '@silkport/values';
import type { Visitor } from '../visitor.js';

/** A text that exists in some languages, marked with the one it is really in, so that it is spoken and set right. */
export function Words({ of, visitor }: { of: Translated; visitor: Visitor }) {
  const { text, locale } = visitor.text(of);
  return locale === visitor.locale ? <>{text}</> : <bdi lang={locale}>{text}</bdi>;
}

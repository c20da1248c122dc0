import { markets } from '@silkport/markets';
import type { Locale } from '@silkport/values';
import type { Visitor } from '../visitor.js';

const sorted = new Map<Locale, readonly (readonly [string, string])[]>();

/** The countries/regions that we sell to, in the order of the reader's language. */
export function RegionSelect({ visitor, id, value, problem }: { visitor: Visitor; id: string; value: string; problem: string | undefined }) {
  return (
    <select id={id} name="country" autoComplete="country" required aria-invalid={problem ? 'true' : undefined} aria-describedby={problem ? `${id}-problem ${id}-hint` : `${id}-hint`}>
      {regionsIn(visitor).map(([code, name]) => <option value={code} selected={code === value}>{name}</option>)}
    </select>
  );
}

function regionsIn(visitor: Visitor): readonly (readonly [string, string])[] {
  const { compare } = new Intl.Collator(visitor.locale);
  const known = sorted.get(visitor.locale) ?? markets.map(({ code }) => [code, visitor.region(code)] as const).toSorted(([, left], [, right]) => compare(left, right));
  sorted.set(visitor.locale, known);
  return known;
}

export interface Chip {
  readonly label: string;
  readonly href: string;
  /** Chosen now; pressing it again lets go of it where `href` says so. */
  readonly isChosen?: boolean;
  /** Written out in the reader's digits. */
  readonly count?: string;
}

/** Links in a row that narrow a list or lead on, under a label of their own. */
export function Chips({ label, chips, id }: { label: string; chips: readonly Chip[]; id: string }) {
  if (chips.length === 0) return null;
  return (
    <nav class="chips" aria-labelledby={id}>
      <span class="chips-label" id={id}>{label}</span>
      <ul class="tags">
        {chips.map(({ label: name, href, isChosen, count }) => (
          <li><a class="tag" href={href} aria-current={isChosen ? 'true' : undefined}>{name}{count ? <span class="tag-count"> {count}</span> : null}</a></li>
        ))}
      </ul>
    </nav>
  );
}

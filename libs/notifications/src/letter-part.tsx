import type { LetterLine, LetterPart } from './letter.js';
import { styles } from './letter-styles.js';

export function LetterPartView({ part }: { part: LetterPart }) {
  switch (part.kind) {
    case 'paragraph': return <p style={styles.paragraph}>{part.text}</p>;
    case 'note': return <p style={styles.note}>{part.text}</p>;
    case 'facts': return <FactsView facts={part.facts} />;
    case 'lines': return <LinesView lines={part.lines} total={part.total} />;
    case 'list': return <ListView heading={part.heading} items={part.items} isAddress={part.isAddress} />;
    case 'button': return <p style={styles.buttonPlace}><a href={part.url} style={styles.button}>{part.label}</a></p>;
  }
}

function FactsView({ facts }: { facts: readonly { label: string; value: string }[] }) {
  return (
    <dl style={styles.facts}>
      {facts.map(({ label, value }) => <div><dt style={styles.label}>{label}</dt>{' '}<dd style={styles.value}><bdi>{value}</bdi></dd></div>)}
    </dl>
  );
}

function LinesView({ lines, total }: { lines: readonly LetterLine[]; total: { label: string; amount: string } }) {
  return (
    <>
      <ul style={{ ...styles.list, margin: 0 }}>{lines.map((line) => <LineView line={line} />)}</ul>
      <p style={styles.total}>{total.label} <bdi style={styles.amount}>{total.amount}</bdi></p>
    </>
  );
}

function LineView({ line: { title, titleLocale, merchant, merchantLocale, quantity, amount } }: { line: LetterLine }) {
  return (
    <li style={styles.line}>
      <bdi lang={titleLocale} style={styles.title}>{title}</bdi><br />
      <bdi lang={merchantLocale} style={styles.muted}>{merchant}</bdi><br />
      <bdi style={styles.muted}>{quantity}</bdi> <span style={styles.muted} aria-hidden="true">·</span> <bdi style={styles.amount}>{amount}</bdi>
    </li>
  );
}

function ListView({ heading, items, isAddress }: { heading: string; items: readonly string[]; isAddress: boolean }) {
  return (
    <>
      <h2 style={styles.subheading}>{heading}</h2>
      <ul style={styles.list}>{items.map((item) => <li style={isAddress ? undefined : styles.item}><bdi>{item}</bdi></li>)}</ul>
    </>
  );
}

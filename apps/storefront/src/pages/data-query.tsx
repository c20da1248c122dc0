import type { HeldDataSet, QueryPage } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { itemPath, type KeptItem } from '../held-items.js';
import { BoughtName } from '../parts/bought-name.js';
import { DataFacts, DataRows, DataSchema } from '../parts/data-schema.js';
import { FormProblem } from '../parts/form-problem.js';
import { problemAt } from '../parts/problem-at.js';
import { Words } from '../parts/words.js';
import type { Visitor } from '../visitor.js';

interface DataQueryProps {
  readonly visitor: Visitor;
  readonly item: KeptItem;
  readonly set: HeldDataSet;
  readonly sql?: string;
  readonly offset?: number;
  readonly answer?: QueryPage;
  readonly problem?: Problem;
}

/** A data set that was bought: whether it may be used, a box for queries, what it holds beside it. */
export function DataQueryPage({ visitor, item, set, sql, offset = 0, answer, problem }: DataQueryProps) {
  const { state } = item.entitlement;
  const left = answer?.rowsLeft ?? set.rows?.left ?? 0;
  return (
    <div class="wrap buying order item">
      <p class="order-number quiet"><a href={visitor.link(itemPath(item))}>{visitor.t('data_query.to_item')}</a></p>
      <section class="sheet received"><h1><BoughtName visitor={visitor} of={item.line} /></h1></section>
      <Verdict visitor={visitor} item={item} set={set} />
      <FormProblem visitor={visitor} problem={problem} labels={{ sql: 'data_query.query' }} />
      {state === 'active' && set.rows ? (
        <section class="sheet" aria-labelledby="ask">
          <h2 id="ask">{visitor.t('data_query.ask')}</h2>
          <p>{visitor.t('data_query.left', { left: visitor.number(left), total: visitor.number(set.rows.quota) })}</p>
          <form method="post" action={answerAt(visitor, item)}>
            <div class="field">
              <label for="sql">{visitor.t('data_query.query')}</label>
              <p class="hint" id="sql-hint">{visitor.t('data_query.query_hint')}</p>
              <textarea id="sql" name="sql" class="code" rows={6} dir="ltr" spellcheck={false} maxLength={10_000} required aria-describedby="sql-hint" aria-invalid={problemAt(problem, 'sql') ? 'true' : undefined}>{sql ?? `SELECT * FROM ${set.tables[0]?.name ?? ''} LIMIT 20`}</textarea>
            </div>
            <p class="actions">
              <button class="button" type="submit" name="form" value="page">{visitor.t('data_query.run')}</button>
              <button class="button quiet-button" type="submit" name="form" value="csv">{visitor.t('data_query.as_csv')}</button>
            </p>
          </form>
          {set.examples.length ? <Examples visitor={visitor} item={item} set={set} /> : null}
        </section>
      ) : null}
      {answer ? <Answer visitor={visitor} item={item} answer={answer} sql={sql ?? ''} offset={offset} /> : null}
      <DataSchema visitor={visitor} set={set} />
      <DataFacts visitor={visitor} set={set} />
    </div>
  );
}

/** An answer is shown where it begins, below the question; without one the page begins at its top, with what was wrong. */
function answerAt(visitor: Visitor, item: KeptItem): string {
  return `${visitor.link(itemPath(item, '/query'))}#answer`;
}

function Verdict({ visitor, item: { entitlement }, set: { verdict, verdictReason, verdictSource } }: Pick<DataQueryProps, 'visitor' | 'item' | 'set'>) {
  if (entitlement.state === 'active') return null;
  const place = entitlement.buyerCountry ? visitor.region(entitlement.buyerCountry) : '';
  if (verdict === 'open' && entitlement.state === 'granted') return <p class="notice" role="status">{visitor.t('data_query.waits', { place })}{verdictReason ? <span class="hint fact-line"><bdi>{verdictReason} ({verdictSource})</bdi></span> : null}</p>;
  if (verdict === 'refused') return <p class="notice notice-wrong" role="status">{visitor.t('data_query.may_not_leave', { place })} <span class="hint fact-line"><bdi>{verdictReason} ({verdictSource})</bdi></span></p>;
  return <p class="notice" role="status">{visitor.t('data_query.not_now')}</p>;
}

function Examples({ visitor, item, set: { examples } }: Pick<DataQueryProps, 'visitor' | 'item' | 'set'>) {
  return (
    <details>
      <summary>{visitor.t('data_query.examples')}</summary>
      {examples.map(({ title, sql }) => (
        <form method="post" action={answerAt(visitor, item)}>
          <h3><Words of={title} visitor={visitor} /></h3>
          <pre class="code" dir="ltr" tabIndex={0}>{sql}</pre>
          <input type="hidden" name="sql" value={sql} />
          <button class="button quiet-button" type="submit" name="form" value="page">{visitor.t('data_query.run')}</button>
        </form>
      ))}
    </details>
  );
}

function Answer({ visitor, item, answer: { columns, rows, nextOffset }, sql, offset }: { visitor: Visitor; item: KeptItem; answer: QueryPage; sql: string; offset: number }) {
  return (
    <section class="sheet" aria-labelledby="answer">
      <h2 id="answer">{visitor.t('data_query.answer')}</h2>
      <p class="hint" role="status">{rows.length ? visitor.t('data_query.rows_shown', { from: visitor.number(offset + 1), to: visitor.number(offset + rows.length) }) : visitor.t('data_query.no_rows')}</p>
      {rows.length ? <DataRows columns={columns} rows={rows} labelledBy="answer" /> : null}
      {nextOffset === null ? null : (
        <form method="post" action={answerAt(visitor, item)}>
          <input type="hidden" name="sql" value={sql} />
          <input type="hidden" name="offset" value={String(nextOffset)} />
          <button class="button quiet-button" type="submit" name="form" value="page">{visitor.t('data_query.more')}</button>
        </form>
      )}
    </section>
  );
}

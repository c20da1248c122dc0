import type { UsageRow } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';

interface Day { readonly at: Date; readonly calls: number; readonly units: number; readonly refused: number }

/** Calls of each day as a table whose cells are bars. */
export function ApiUsageBars({ visitor, usage }: { visitor: Visitor; usage: readonly UsageRow[] }) {
  const days = [...Map.groupBy(usage, ({ at }) => at.getTime())].map(([at, rows]): Day => ({
    at: new Date(at), calls: sum(rows, 'calls'), units: sum(rows, 'units'), refused: sum(rows, 'refused'),
  }));
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  return (
    <section class="sheet" aria-labelledby="usage">
      <h2 id="usage">{visitor.t('api_access.usage')}</h2>
      {days.length ? (
        <div class="data-rows" role="group" tabIndex={0} aria-labelledby="usage">
          <table class="bars">
            <thead><tr><th scope="col">{visitor.t('api_access.day')}</th><th scope="col">{visitor.t('api_access.calls')}</th><th scope="col" class="money">{visitor.t('api_access.units_taken')}</th><th scope="col" class="money">{visitor.t('api_access.refused')}</th></tr></thead>
            <tbody>
              {days.map(({ at, calls, units, refused }) => (
                <tr>
                  <th scope="row" class="nowrap">{visitor.date(at, { dateStyle: 'medium', timeZone: 'UTC' })}</th>
                  <td class="bar-cell"><span class="bar" style={`inline-size: ${Math.round((calls / most) * 100)}%`} /><span>{visitor.number(calls)}</span></td>
                  <td class="money">{visitor.number(units)}</td>
                  <td class="money">{visitor.number(refused)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : <p>{visitor.t('api_access.no_calls')}</p>}
    </section>
  );
}

function sum(rows: readonly UsageRow[], of: 'calls' | 'units' | 'refused'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

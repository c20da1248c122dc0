import type { AccessView } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';
import { utcMinute } from './clock-time.js';

/** When, how and from where something bought was used: its buyer sees what we would show a bank. */
export function ItemLog({ visitor, log }: { visitor: Visitor; log: readonly AccessView[] }) {
  return (
    <details class="sheet item-log">
      <summary>{visitor.t('item.log')}</summary>
      {log.length ? (
        <>
          <p class="hint">{visitor.t('item.log_help')}</p>
          <div class="table-scroll">
            <table>
              <thead><tr><th scope="col">{visitor.t('item.log_when')}</th><th scope="col">{visitor.t('item.log_what')}</th><th scope="col">{visitor.t('item.log_where')}</th></tr></thead>
              <tbody>
                {log.map(({ what, subject, at, country, times }) => (
                  <tr>
                    <td>{visitor.date(at, utcMinute)}</td>
                    <td>{visitor.t(`item.access.${what}`)}{times > 1 ? <span class="hint"> × {visitor.number(times)}</span> : null}{subject && what !== 'refused' ? <span class="hint"> · <bdi>{subject}</bdi></span> : null}</td>
                    <td>{country ? visitor.region(country) : '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : <p class="hint">{visitor.t('item.log_nothing')}</p>}
    </details>
  );
}

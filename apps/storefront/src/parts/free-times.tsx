import type { BookingStanding } from '../bookings/booking-standings.js';
import { itemPath, type KeptItem } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { timesAddress } from './host-choice.js';
import { dayIn, timeIn } from './zone-time.js';

interface FreeTimesProps { readonly visitor: Visitor; readonly item: KeptItem; readonly standing: BookingStanding }

/** The free times of a week by the buyer's day, each a button. */
export function FreeTimes({ visitor, item, standing }: FreeTimesProps) {
  const { slots, timeZone, merchantTimeZone, moving, week, isLastWeek, hosts, host } = standing;
  const days = [...Map.groupBy(slots, ({ startsAt }) => dayIn(visitor, startsAt, timeZone))];
  return (
    <>
      <form method="post" action={visitor.link(itemPath(item, '/booking'))}>
        <input type="hidden" name="timeZone" value={timeZone} />
        {moving ? <input type="hidden" name="moves" value={moving.id} /> : null}
        {host ? <input type="hidden" name="hostId" value={host.id} /> : null}
        {days.map(([day, times]) => (
          <fieldset class="free-day">
            <legend>{day}</legend>
            {times.map(({ startsAt, placesLeft, hostIds }) => (
              <button class="button quiet-button free-time" type="submit" name="startsAt" value={startsAt.toISOString()}>
                <time dateTime={startsAt.toISOString()}>{timeIn(visitor, startsAt, timeZone)}</time>
                {merchantTimeZone === undefined || timeZone === merchantTimeZone ? null : <span class="hint">{visitor.t('booking.theirs', { time: timeIn(visitor, startsAt, merchantTimeZone) })}</span>}
                {placesLeft > Math.max(1, hostIds.length) ? <span class="hint">{visitor.t('booking.places', { count: placesLeft })}</span> : null}
              </button>
            ))}
          </fieldset>
        ))}
      </form>
      {days.length ? null : <p class="quiet">{host && hosts.length > 1 ? visitor.t('booking.none_with', { name: host.name }) : visitor.t('booking.none_this_week')}</p>}
      <nav class="actions" aria-label={visitor.t('booking.weeks')}>
        {week > 0 ? <a class="button quiet-button small-button" href={timesAddress(visitor, item, standing, { week: week - 1 })}>{visitor.t('booking.week_before')}</a> : null}
        {isLastWeek ? null : <a class="button quiet-button small-button" href={timesAddress(visitor, item, standing, { week: week + 1 })}>{visitor.t('booking.week_after')}</a>}
      </nav>
    </>
  );
}

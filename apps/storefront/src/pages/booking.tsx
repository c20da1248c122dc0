import { commissionLimits, timeZones } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import type { BookingStanding, ShownBooking } from '../bookings/booking-standings.js';
import { itemPath, type KeptItem } from '../held-items.js';
import { FormProblem } from '../parts/form-problem.js';
import { FreeTimes } from '../parts/free-times.js';
import { HostChoice } from '../parts/host-choice.js';
import { Icon } from '../parts/icon.js';
import { ItemHead } from '../parts/service-head.js';
import { dayIn, timeIn } from '../parts/zone-time.js';
import type { Visitor } from '../visitor.js';

export interface BookingProps { readonly visitor: Visitor; readonly item: KeptItem; readonly standing: BookingStanding; readonly problem?: Problem | undefined }

/** What is booked first, then the free times, in the buyer's zone with the maker's beside it. */
export function BookingPage({ visitor, item, standing, problem }: BookingProps) {
  const { bookings, sessionsLeft, moving } = standing;
  const shown = bookings.filter(({ state }) => state !== 'cancelled');
  return (
    <div class="wrap narrow buying service">
      <ItemHead visitor={visitor} item={item} />
      <FormProblem visitor={visitor} problem={problem} labels={{ startsAt: 'booking.time', timeZone: 'booking.zone', words: 'booking.contest_words' }} />
      {shown.length ? <ul class="received-lines">{shown.map((booking) => <Booked visitor={visitor} item={item} standing={standing} booking={booking} />)}</ul> : null}
      {moving ? <p class="notice">{visitor.t('booking.moving', { time: `${dayIn(visitor, moving.startsAt, standing.timeZone)}, ${timeIn(visitor, moving.startsAt, standing.timeZone)}` })} <a href={visitor.link(itemPath(item, '/booking'))}>{visitor.t('booking.keep')}</a></p> : null}
      {sessionsLeft || moving ? (
        <section class="sheet" aria-labelledby="times">
          <h2 id="times">{moving ? visitor.t('booking.choose_anew') : visitor.t('booking.choose', { count: sessionsLeft })}</h2>
          <ZoneForm visitor={visitor} item={item} standing={standing} />
          <HostChoice visitor={visitor} item={item} standing={standing} />
          <FreeTimes visitor={visitor} item={item} standing={standing} />
        </section>
      ) : null}
    </div>
  );
}

function Booked({ visitor, item, standing: { timeZone }, booking }: BookingProps & { booking: ShownBooking }) {
  const action = visitor.link(itemPath(item, `/booking/${booking.id}/cancellation`));
  const movePath = itemPath(item, '/booking');
  return (
    <li class="sheet received">
      <h2><time dateTime={booking.startsAt.toISOString()}>{dayIn(visitor, booking.startsAt, timeZone)}, {timeIn(visitor, booking.startsAt, timeZone)}</time></h2>
      <p class="quiet">{visitor.t('booking.both_zones', { yours: timeZone, theirs: `${dayIn(visitor, booking.startsAt, booking.merchantTimeZone)}, ${timeIn(visitor, booking.startsAt, booking.merchantTimeZone)}`, zone: booking.merchantTimeZone })}</p>
      {booking.hostName ? <p><bdi>{visitor.t('booking.with', { name: booking.hostName })}</bdi></p> : null}
      <p><span class="tag">{visitor.t(`booking.state_${booking.state}`)}</span></p>
      {booking.meetingLink ? <p><a class="button" href={booking.meetingLink} rel="noopener noreferrer">{visitor.t('booking.join')}</a></p> : null}
      {booking.state === 'booked' ? (
        <div class="actions">
          <a class="button quiet-button small-button" href={booking.calendarPath} download="session.ics"><Icon name="booking" />{visitor.t('booking.calendar')}</a>
          {booking.isChangeable ? <a href={visitor.link(`${movePath}${movePath.includes('?') ? '&' : '?'}moves=${booking.id}`)}>{visitor.t('booking.move')}</a> : null}
          {booking.isChangeable ? <form method="post" action={action}><button class="link-button" type="submit">{visitor.t('booking.cancel')}</button></form> : null}
        </div>
      ) : null}
      {booking.contestedAt && !booking.settledAt ? <p class="hint">{visitor.t('booking.contested')}</p> : null}
      {booking.isContestable ? <ContestForm visitor={visitor} item={item} booking={booking} /> : null}
      {booking.state === 'booked' && !booking.isChangeable ? <p class="hint">{visitor.t('booking.too_late')}</p> : null}
      {booking.state === 'booked' && !booking.meetingLink ? <p class="hint">{visitor.t('booking.link_comes')}</p> : null}
    </li>
  );
}

function ContestForm({ visitor, item, booking: { id } }: Pick<BookingProps, 'visitor' | 'item'> & { booking: ShownBooking }) {
  return (
    <details>
      <summary>{visitor.t('booking.contest')}</summary>
      <form method="post" action={visitor.link(itemPath(item, `/booking/${id}/contest`))}>
        <div class="field"><label for={`words-${id}`}>{visitor.t('booking.contest_words')}</label><textarea id={`words-${id}`} name="words" rows={4} maxLength={commissionLimits.textCharacters} required dir="auto" aria-describedby={`hint-${id}`} /></div>
        <p class="hint" id={`hint-${id}`}>{visitor.t('booking.contest_hint')}</p>
        <button class="button quiet-button small-button" type="submit">{visitor.t('booking.contest_send')}</button>
      </form>
    </details>
  );
}

function ZoneForm({ visitor, item, standing: { timeZone } }: BookingProps) {
  const listed = timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones];
  return (
    <form class="zone-form" method="post" action={visitor.link(itemPath(item, '/booking/time-zone'))}>
      <label for="timeZone">{visitor.t('booking.zone')}</label>
      <select id="timeZone" name="timeZone" dir="ltr">{listed.map((zone) => <option value={zone} selected={zone === timeZone}>{zone.replaceAll('_', ' ')}</option>)}</select>
      <button class="button quiet-button small-button" type="submit">{visitor.t('booking.zone_set')}</button>
    </form>
  );
}

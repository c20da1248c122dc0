import { kindTraits } from '@silkport/catalog';
import { itemPath, type KeptItem } from '../held-items.js';
import type { SeatStanding } from '../order-standings.js';
import type { ItemNotes } from '../pages/item.js';
import type { Visitor } from '../visitor.js';
import { Field } from './field.js';
import { FormProblem } from './form-problem.js';
import { problemAt } from './problem-at.js';

interface ItemSeatsProps { readonly visitor: Visitor; readonly item: KeptItem; readonly seats: readonly SeatStanding[]; readonly notes: ItemNotes }

/** Who uses this seat, for the holder of the order: given by e-mail, taken back; and the way to the other seats of the line. */
export function ItemSeats({ visitor, item, seats, notes }: ItemSeatsProps) {
  const { entitlement } = item;
  const own = seats.find(({ delivery }) => delivery.entitlementId === entitlement.id);
  if (!kindTraits[entitlement.deliveryKind].isSeated || !own) return null;
  const email = own.given?.email ?? null;
  const isOver = entitlement.state === 'revoked' || entitlement.state === 'expired';
  // Of one seat that is over and was never given away there is nothing to say.
  if (isOver && !email && seats.length < 2) return null;
  return (
    <section class="sheet item-seats" aria-labelledby="seat" id="seat-holder">
      <h2 id="seat">{visitor.t('item.give_title')}{seats.length > 1 ? <span class="hint"> · {visitor.t('item.seat', { number: visitor.number(entitlement.seat) })}</span> : null}</h2>
      {notes.seatSaid ? <p class="notice" role="status">{notes.seatSaid === 'given' && email ? visitor.t('item.given', { email }) : visitor.t('item.taken_back')}</p> : null}
      <p>{email ? visitor.t('item.held_by', { email }) : visitor.t('item.held_by_you')}</p>
      {isOver ? null : <GiveForm visitor={visitor} item={item} notes={notes} email={email} />}
      {seats.length > 1 ? <OtherSeats visitor={visitor} item={item} seats={seats} /> : null}
    </section>
  );
}

function GiveForm({ visitor, item, notes, email }: { visitor: Visitor; item: KeptItem; notes: ItemNotes; email: string | null }) {
  return (
    <>
      <FormProblem visitor={visitor} problem={notes.problem} labels={{ email: 'item.give_email' }} />
      <form method="post" action={visitor.link(itemPath(item, '/seat'))}>
        <Field name="email" label={visitor.t('item.give_email')} type="email" hint={visitor.t('item.give_help')} autocomplete="off" required maxLength={254} value={notes.typedEmail} problem={problemAt(notes.problem, 'email')} />
        <button class="button quiet-button" type="submit">{visitor.t('item.give')}</button>
      </form>
      {email ? <form class="take-back" method="post" action={visitor.link(itemPath(item, '/seat/return'))}><button class="link-button" type="submit">{visitor.t('item.take_back')}</button></form> : null}
    </>
  );
}

function OtherSeats({ visitor, item, seats }: Omit<ItemSeatsProps, 'notes'>) {
  return (
    <>
      <h3>{visitor.t('item.all_seats')}</h3>
      <ul class="plain-rows">
        {seats.map(({ delivery, given }) => (
          <li>
            <span>{visitor.t('item.seat', { number: visitor.number(delivery.seat ?? 1) })}{given?.email ? <span class="hint"> · <bdi dir="ltr">{given.email}</bdi></span> : null}</span>
            {delivery.entitlementId === item.entitlement.id
              ? <span class="hint">{visitor.t(`item.state.${delivery.state ?? 'granted'}`)}</span>
              : <a href={visitor.link(itemPath({ ...item, entitlement: { id: delivery.entitlementId ?? '' } }))}>{visitor.t('item.open_seat')}</a>}
          </li>
        ))}
      </ul>
    </>
  );
}

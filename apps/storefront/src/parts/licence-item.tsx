import type { LicencePlaces, MachineView } from '@silkport/delivery';
import type { Problem } from '@silkport/i18n';
import { itemPath, type ItemAddress } from '../held-items.js';
import type { Visitor } from '../visitor.js';
import { clockTime } from './clock-time.js';
import { Field } from './field.js';
import { FormProblem } from './form-problem.js';
import { problemAt } from './problem-at.js';

export interface LicenceNotes {
  readonly typed: Readonly<Record<string, string>>;
  readonly problem?: Problem | undefined;
}

interface LicenceItemProps { readonly visitor: Visitor; readonly item: ItemAddress; readonly licence: LicencePlaces; readonly notes?: LicenceNotes }

/** The machines of a key: their files for use without network, freeing a place, and giving one to a machine that has no network. */
export function LicenceItem({ visitor, item, licence: { machines, terms, knownAt }, notes }: LicenceItemProps) {
  const { maxMachines, isFloating, features } = terms;
  const isFull = maxMachines !== null && machines.length >= maxMachines;
  return (
    <section class="sheet item-seats" aria-labelledby="machines">
      <h2 id="machines">{visitor.t('licence.machines')}</h2>
      <p class="hint">{maxMachines === null ? visitor.t('licence.used', { count: machines.length }) : visitor.t('licence.used_of', { used: visitor.number(machines.length), of: visitor.number(maxMachines) })}{isFloating ? ` ${visitor.t('licence.floating')}` : ''}</p>
      {features.length ? <p class="hint">{visitor.t('licence.features')} <bdi>{features.join(', ')}</bdi></p> : null}
      {knownAt ? <p class="notice">{visitor.t('licence.known', { date: visitor.date(knownAt) })}</p> : null}
      <FormProblem visitor={visitor} problem={notes?.problem} labels={{ fingerprint: 'licence.fingerprint', name: 'licence.name' }} />
      {machines.some(({ freeAt }) => freeAt === null) ? <p class="hint">{visitor.t('licence.file_keeps_place')}</p> : null}
      {machines.length ? <ul class="plain-rows">{machines.map((machine) => <Machine visitor={visitor} item={item} machine={machine} hasFile={!isFloating || machine.leasedUntil !== null} />)}</ul> : null}
      {isFloating ? null : isFull ? <p class="hint">{visitor.t('licence.full')}</p> : <NewMachine visitor={visitor} item={item} notes={notes} />}
    </section>
  );
}

function Machine({ visitor, item, machine, hasFile }: { visitor: Visitor; item: ItemAddress; machine: MachineView; hasFile: boolean }) {
  const name = machine.isFormer ? visitor.t('licence.former') : machine.name ?? machine.fingerprint;
  const path = `/machines/${machine.id}`;
  return (
    <li>
      <span>
        <bdi>{name}</bdi>{machine.platform ? <span class="hint"> · <bdi>{machine.platform}</bdi></span> : null}
        <span class="hint fact-line">{machine.freeAt ? visitor.t(machine.isFormer ? 'licence.former_free_at' : 'licence.free_at', { time: visitor.date(machine.freeAt, clockTime) }) : machine.leasedUntil ? visitor.t('licence.leased_until', { time: visitor.date(machine.leasedUntil, clockTime) }) : visitor.t('licence.seen', { date: visitor.date(machine.seenAt) })}</span>
      </span>
      {machine.freeAt ? null : <span class="actions">
        {hasFile ? (
          <form method="post" action={visitor.link(itemPath(item, `${path}/licence-file`))}>
            <button class="button quiet-button small-button" type="submit">{visitor.t('licence.file')}<span class="visually-hidden">: {name}</span></button>
          </form>
        ) : null}
        <form method="post" action={visitor.link(itemPath(item, `${path}/deactivation`))}>
          <button class="link-button" type="submit">{visitor.t('licence.free')}<span class="visually-hidden">: {name}</span></button>
        </form>
      </span>}
    </li>
  );
}

function NewMachine({ visitor, item, notes }: { visitor: Visitor; item: ItemAddress; notes: LicenceNotes | undefined }) {
  return (
    <details open={notes?.problem !== undefined}>
      <summary>{visitor.t('licence.without_network')}</summary>
      <p>{visitor.t('licence.without_network_help')}</p>
      <form method="post" action={visitor.link(itemPath(item, '/machines'))}>
        <Field name="fingerprint" label={visitor.t('licence.fingerprint')} hint={visitor.t('licence.fingerprint_help')} required minLength={8} maxLength={200} autocomplete="off" value={notes?.typed.fingerprint} problem={problemAt(notes?.problem, 'fingerprint')} />
        <Field name="name" label={visitor.t('licence.name')} maxLength={100} autocomplete="off" value={notes?.typed.name} problem={problemAt(notes?.problem, 'name')} />
        <button class="button quiet-button" type="submit">{visitor.t('licence.activate')}</button>
      </form>
    </details>
  );
}

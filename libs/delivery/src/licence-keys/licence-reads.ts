import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { AccessClient } from '../entitlements/access-log.js';
import type { HeldEntitlement } from '../entitlements/entitlement-access.js';
import { plainTerms, type KeyTerms } from './key-terms.js';
import { standingOf } from './machine-standing.js';
import { isToBeShown, showKeys } from './show-keys.js';

export interface MachineView {
  readonly id: string;
  /** Null of a machine of whoever had the seat before, as are its name and platform: only its place is told of. */
  readonly fingerprint: string | null;
  readonly name: string | null;
  readonly platform: string | null;
  readonly activatedAt: Date;
  readonly seenAt: Date;
  readonly leasedUntil: Date | null;
  /** Of a machine that was deactivated: when its last licence file ends, and its place is free. */
  readonly freeAt: Date | null;
  /** Whether it is one of whoever had the seat before. */
  readonly isFormer: boolean;
}

/** A key as it is used, without the key. */
export interface LicencePlaces {
  readonly id: string;
  /** Since when somebody else knows the key, who had its seat before; null where nobody does. */
  readonly knownAt: Date | null;
  readonly terms: KeyTerms;
  /** Those that take a place now. */
  readonly machines: readonly MachineView[];
}

export interface LicenceView extends LicencePlaces { readonly key: string }

type Instant = 'activatedAt' | 'seenAt' | 'leasedUntil' | 'freeAt';
type MachineRow = Omit<MachineView, Instant> & Record<Instant, string | null>;
type Row = Omit<LicenceView, 'key' | 'terms' | 'machines'> & { key: string | null; terms: KeyTerms | null; machines: MachineRow[] };

const { takesPlace } = standingOf({ terms: 'k.terms', now: '$2::timestamptz' });
const machines = `coalesce((
    SELECT json_agg(json_build_object('id', m.id, 'fingerprint', CASE WHEN NOT m.is_former THEN m.fingerprint END, 'isFormer', m.is_former, 'name', m.name, 'platform', m.platform, 'activatedAt', m.activated_at, 'seenAt', m.seen_at, 'leasedUntil', m.leased_until,
        'freeAt', CASE WHEN m.deactivated_at IS NOT NULL THEN m.file_until END)
      ORDER BY m.activated_at, m.id) FROM delivery.licence_machines m WHERE m.licence_key_id = k.id AND ${takesPlace}), '[]') AS machines`;
const ofEntitlement = statement('delivery.licences_of', `
  SELECT k.id, CASE WHEN NOT ${isToBeShown('k', 'true')} THEN k.key END AS key, k.terms, k.known_at AS "knownAt", ${machines} FROM delivery.licence_keys k JOIN delivery.entitlements e ON e.id = k.entitlement_id AND e.state = 'active'
  WHERE k.entitlement_id = $1 AND k.retired_at IS NULL ORDER BY k.id`);
const machinesOf = statement('delivery.machines_of', `SELECT ${machines} FROM delivery.licence_keys k WHERE k.entitlement_id = $1 AND k.retired_at IS NULL`);

/** Keys and their machines, for whoever holds what was bought. */
@Injectable()
export class LicenceReads {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Nothing unless it is active. Reading a key for the first time is noted before it is read; however often it is read, and however often that breaks off, it is the same key. */
  async ofEntitlement({ id }: Pick<HeldEntitlement, 'id'>, client?: AccessClient): Promise<LicenceView[]> {
    const rows = await this.database.read<Row>(ofEntitlement, [id, this.clock.now()]);
    if (rows.some(({ key }) => key === null)) {
      await showKeys(this.database, { entitlementId: id }, client);
      return this.ofEntitlement({ id }, client);
    }
    return rows.map(({ key, terms, machines: some, ...licence }) => ({ ...licence, key: key ?? '', terms: terms ?? plainTerms, machines: some.map(machineView) }));
  }

  /** Without showing the key. Nothing unless it is active. */
  async placesOf({ id }: Pick<HeldEntitlement, 'id'>): Promise<LicencePlaces[]> {
    const rows = await this.database.read<Row>(ofEntitlement, [id, this.clock.now()]);
    return rows.map(({ id: licenceId, knownAt, terms, machines: some }) => ({ id: licenceId, knownAt, terms: terms ?? plainTerms, machines: some.map(machineView) }));
  }

  /** Whatever its state is, for its merchant. */
  async machinesOf(entitlementId: string): Promise<MachineView[]> {
    const rows = await this.database.read<Pick<Row, 'machines'>>(machinesOf, [entitlementId, this.clock.now()]);
    return rows.flatMap((row) => row.machines.map(machineView));
  }
}

function machineView({ activatedAt, seenAt, leasedUntil, freeAt, ...machine }: MachineRow): MachineView {
  return { ...machine, activatedAt: new Date(activatedAt ?? 0), seenAt: new Date(seenAt ?? 0), leasedUntil: instantOf(leasedUntil), freeAt: instantOf(freeAt) };
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, InvalidCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import { isDay } from './calendar-day.js';
import type { DayTotal, DifferenceKind, Matter } from './reconciliation.entity.js';

export interface ReconciliationView {
  readonly day: string;
  readonly madeAt: Date;
  readonly movementCount: number;
  readonly totals: readonly { readonly provider: Money; readonly posted: Money }[];
  readonly differences: number;
  /** Those that nobody has acknowledged and that did not go away. */
  readonly open: number;
}

export interface DifferenceView {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly matter: Matter;
  readonly subject: string;
  readonly reference: string | null;
  readonly account: string;
  /** What the provider says; null where it says nothing. */
  readonly provider: Money | null;
  readonly posted: Money | null;
  readonly state: 'open' | 'resolved' | 'acknowledged';
  readonly foundAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly reason: string | null;
}

interface DayRow extends Omit<ReconciliationView, 'totals'> { totals: DayTotal[] }
interface Row extends Omit<DifferenceView, 'provider' | 'posted'> { currency: string; providerMinor: bigint | null; postedMinor: bigint | null }

const dayColumns = `to_char(r.day, 'YYYY-MM-DD') AS day, r.made_at AS "madeAt", r.movement_count AS "movementCount", r.totals,
  (SELECT count(*)::int FROM settlement.differences d WHERE d.day = r.day) AS differences,
  (SELECT count(*)::int FROM settlement.differences d WHERE d.day = r.day AND d.resolved_at IS NULL AND d.acknowledged_at IS NULL) AS open`;
const days = statement('settlement.reconciliations', `SELECT ${dayColumns} FROM settlement.reconciliations r WHERE $1::date IS NULL OR r.day < $1 ORDER BY r.day DESC LIMIT $2`);
const oneDay = statement('settlement.reconciliation', `SELECT ${dayColumns} FROM settlement.reconciliations r WHERE r.day = $1`);
const ofDay = statement('settlement.differences', `
  SELECT id, kind, matter, subject, reference, account, currency, provider_minor AS "providerMinor", posted_minor AS "postedMinor", found_at AS "foundAt", acknowledged_at AS "acknowledgedAt",
    acknowledged_by AS "acknowledgedBy", reason, CASE WHEN acknowledged_at IS NOT NULL THEN 'acknowledged' WHEN resolved_at IS NOT NULL THEN 'resolved' ELSE 'open' END AS state
  FROM settlement.differences WHERE day = $1 ORDER BY acknowledged_at IS NOT NULL OR resolved_at IS NOT NULL, kind, subject, id`);

/** What reconciliation has found, as an admin reads it. */
@Injectable()
export class ReconciliationReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async list(cursor: string | undefined, limit: number): Promise<{ reconciliations: ReconciliationView[]; nextCursor: string | undefined }> {
    const [before = null] = cursor ? decodeCursor(cursor, ['string']) : [];
    if (before !== null && !isDay(String(before))) throw new InvalidCursor({}, 'cursor');
    const rows = await this.database.read<DayRow>(days, [before, limit + 1]);
    const shown = rows.slice(0, limit).map(view);
    const last = shown.at(-1);
    return { reconciliations: shown, nextCursor: rows.length > limit && last ? encodeCursor([last.day]) : undefined };
  }

  /** A day with each of its differences, the open ones first; undefined where it was not made. @param day a calendar date */
  async ofDay(day: string): Promise<{ reconciliation: ReconciliationView; differences: DifferenceView[] } | undefined> {
    if (!isDay(day)) return undefined;
    const [[reconciliation], rows] = await Promise.all([this.database.read<DayRow>(oneDay, [day]), this.database.read<Row>(ofDay, [day])]);
    return reconciliation && { reconciliation: view(reconciliation), differences: rows.map(differenceView) };
  }
}

function view({ totals, ...row }: DayRow): ReconciliationView {
  return { ...row, totals: totals.map(({ currency, providerMinor, postedMinor }) => ({ provider: money(BigInt(providerMinor), currency), posted: money(BigInt(postedMinor), currency) })) };
}

function differenceView({ currency, providerMinor, postedMinor, ...row }: Row): DifferenceView {
  return { ...row, provider: providerMinor === null ? null : money(providerMinor, currency), posted: postedMinor === null ? null : money(postedMinor, currency) };
}

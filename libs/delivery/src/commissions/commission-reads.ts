import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { isId, type Translated } from '@silkport/values';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import type { BriefQuestion } from './commission-plan.js';
import { CommissionUnknown } from './commission.errors.js';
import type { MilestoneNote, MilestoneState, NoteKind } from './commission.entity.js';

export interface CommissionFileView { readonly id: string; readonly fileName: string; readonly contentType: string; readonly sizeBytes: number; readonly sha256: string }
export interface MilestoneNoteView { readonly kind: NoteKind; readonly author: MilestoneNote['author']; readonly words: string; readonly notedAt: Date; readonly files: readonly CommissionFileView[] }

export interface MilestoneView {
  readonly id: string;
  readonly position: number;
  readonly name: Translated;
  /** Of ten thousand. */
  readonly shareBasisPoints: number;
  /** Null until the brief is given. */
  readonly dueAt: Date | null;
  readonly state: MilestoneState;
  readonly roundsLeft: number;
  readonly acceptBy: Date | null;
  readonly acceptedAt: Date | null;
  /** Oldest first. */
  readonly notes: readonly MilestoneNoteView[];
}

export interface CommissionView {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly orderLineId: string;
  readonly productId: string;
  readonly merchantId: string;
  readonly state: EntitlementState;
  readonly questions: readonly BriefQuestion[];
  readonly acceptDays: number;
  readonly answers: Readonly<Record<string, string>> | null;
  readonly briefGivenAt: Date | null;
  readonly milestones: readonly MilestoneView[];
}

/** A file as it is given out. */
export interface StoredCommissionFile extends CommissionFileView { readonly storageKey: string; readonly addedAt: Date; readonly entitlementId: string }

const milestones = `(SELECT json_agg(json_build_object('id', m.id, 'position', m.position, 'name', m.name, 'shareBasisPoints', m.to_share - m.from_share, 'dueAt', c.brief_given_at + m.due_days * interval '1 day',
    'state', m.state, 'roundsLeft', greatest(c.change_rounds - m.rounds_used, 0), 'acceptBy', m.accept_by, 'acceptedAt', m.accepted_at,
    'notes', coalesce((SELECT json_agg(json_build_object('kind', n.kind, 'author', n.author, 'words', n.words, 'notedAt', n.noted_at,
        'files', coalesce((SELECT json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'contentType', f.content_type, 'sizeBytes', f.size_bytes, 'sha256', f.sha256) ORDER BY f.id) FROM delivery.commission_files f WHERE f.note_id = n.id), '[]')) ORDER BY n.id)
      FROM delivery.milestone_notes n WHERE n.milestone_id = m.id), '[]')) ORDER BY m.position) FROM delivery.milestones m WHERE m.entitlement_id = c.entitlement_id)`;
const columns = `c.entitlement_id AS "entitlementId", c.order_id AS "orderId", c.order_line_id AS "orderLineId", c.product_id AS "productId", c.merchant_id AS "merchantId", e.state, c.questions,
  c.accept_days AS "acceptDays", c.answers, c.brief_given_at AS "briefGivenAt", ${milestones} AS milestones`;
const from = 'FROM delivery.commissions c JOIN delivery.entitlements e ON e.id = c.entitlement_id';
const one = statement('delivery.commission', `SELECT ${columns} ${from} WHERE c.entitlement_id = $1`);
const ofMerchant = statement('delivery.commissions_of_merchant', `SELECT ${columns} ${from} WHERE c.merchant_id = $1 AND c.entitlement_id < $2 ORDER BY c.entitlement_id DESC LIMIT $3`);
const disputed = statement('delivery.disputed_commissions', `
  SELECT ${columns} ${from} WHERE EXISTS (SELECT FROM delivery.milestones d WHERE d.entitlement_id = c.entitlement_id AND d.state = 'disputed') ORDER BY c.entitlement_id LIMIT 200`);
const file = statement('delivery.commission_file', `
  SELECT f.id, f.file_name AS "fileName", f.content_type AS "contentType", f.size_bytes::float8 AS "sizeBytes", f.sha256, f.storage_key AS "storageKey", f.added_at AS "addedAt", m.entitlement_id AS "entitlementId"
  FROM delivery.commission_files f JOIN delivery.milestone_notes n ON n.id = f.note_id JOIN delivery.milestones m ON m.id = n.milestone_id WHERE f.id = $1 AND m.entitlement_id = $2`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const instants = ['dueAt', 'acceptBy', 'acceptedAt', 'notedAt'];

@Injectable()
export class CommissionReads {
  constructor(private readonly database: Database) {}

  /** @throws CommissionUnknown */
  async require(entitlementId: string): Promise<CommissionView> {
    const [row] = isId(entitlementId) ? await this.database.read<CommissionView>(one, [entitlementId]) : [];
    if (!row) throw new CommissionUnknown();
    return revived(row);
  }

  /** Newest first; `after` is the last one's id of the page before. */
  async ofMerchant(merchantId: string, after: string | undefined, limit: number): Promise<CommissionView[]> {
    return (await this.database.read<CommissionView>(ofMerchant, [merchantId, after && isId(after) ? after : lastId, limit])).map(revived);
  }

  /** Those that an admin has to decide, the oldest first. */
  async disputed(): Promise<CommissionView[]> {
    return (await this.database.read<CommissionView>(disputed, [])).map(revived);
  }

  /** @throws CommissionUnknown also for a file of another order */
  async file(entitlementId: string, fileId: string): Promise<StoredCommissionFile> {
    const [found] = isId(fileId) ? await this.database.read<StoredCommissionFile>(file, [fileId, entitlementId]) : [];
    if (!found) throw new CommissionUnknown();
    return found;
  }
}

function revived(row: CommissionView): CommissionView {
  return { ...row, milestones: withDates(row.milestones) as CommissionView['milestones'] };
}

/** Instants within JSON come as text. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, instants.includes(name) && typeof each === 'string' ? new Date(each) : withDates(each)]));
}

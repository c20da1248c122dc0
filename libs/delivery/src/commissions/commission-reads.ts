import { Injectable } from '@nestjs/common';
import { Database, InvalidCursor, statement } from '@silkport/platform';
import { isId, type Translated } from '@silkport/values';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import type { BriefQuestion } from './commission-plan.js';
import type { RefusalReason } from '../uploads/file-refused.js';
import type { BuyerFileState } from './buyer-file.entity.js';
import { CommissionFileNotReady, CommissionUnknown } from './commission.errors.js';
import type { MilestoneNote, MilestoneState, NoteKind } from './commission.entity.js';

export interface CommissionFileView {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Of what a merchant hands over always `ready`. */
  readonly state: BuyerFileState;
  /** Why it was refused, and what was found. */
  readonly reason: RefusalReason | null;
  readonly detail: string | null;
  /** Hexadecimal; null until it is checked. */
  readonly sha256: string | null;
}

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
  /** What was handed over last, which an acceptance names; null before anything was. */
  readonly handOverId: string | null;
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
  /** Without a brief by then the work is cancelled and paid back. */
  readonly briefBy: Date;
  /** Oldest first. */
  readonly briefFiles: readonly CommissionFileView[];
  readonly milestones: readonly MilestoneView[];
}

/** A file as it is given out. */
export interface StoredCommissionFile extends Omit<CommissionFileView, 'sha256'> {
  readonly sha256: string;
  readonly storageKey: string;
  readonly addedAt: Date;
  readonly isBuyers: boolean;
}

const filesOf = (whose: string) => `coalesce((SELECT json_agg(json_build_object('id', f.id, 'fileName', f.file_name, 'contentType', f.content_type, 'sizeBytes', f.size_bytes, 'state', f.state, 'reason', f.reason, 'detail', f.detail,
    'sha256', f.sha256) ORDER BY f.id) FROM ${whose}), '[]')`;
const buyerColumns = 'id, file_name, content_type, size_bytes, state, reason, detail, sha256';
const ofNote = `(SELECT ${buyerColumns} FROM delivery.buyer_files WHERE note_id = n.id
  UNION ALL SELECT id, file_name, content_type, size_bytes, 'ready', NULL, NULL, sha256 FROM delivery.commission_files WHERE note_id = n.id) AS f`;
const ofBrief = `delivery.buyer_files f WHERE f.entitlement_id = c.entitlement_id AND f.given_at IS NOT NULL AND f.note_id IS NULL`;

const milestones = `(SELECT json_agg(json_build_object('id', m.id, 'position', m.position, 'name', m.name, 'shareBasisPoints', m.to_share - m.from_share, 'dueAt', c.brief_given_at + m.due_days * interval '1 day',
    'state', m.state, 'roundsLeft', greatest(c.change_rounds - m.rounds_used, 0), 'acceptBy', m.accept_by, 'acceptedAt', m.accepted_at,
    'handOverId', (SELECT h.id FROM delivery.milestone_notes h WHERE h.milestone_id = m.id AND h.kind = 'handed_over' ORDER BY h.id DESC LIMIT 1),
    'notes', coalesce((SELECT json_agg(json_build_object('kind', n.kind, 'author', n.author, 'words', n.words, 'notedAt', n.noted_at,
        'files', ${filesOf(ofNote)}) ORDER BY n.id)
      FROM delivery.milestone_notes n WHERE n.milestone_id = m.id), '[]')) ORDER BY m.position) FROM delivery.milestones m WHERE m.entitlement_id = c.entitlement_id)`;
const columns = `c.entitlement_id AS "entitlementId", c.order_id AS "orderId", c.order_line_id AS "orderLineId", c.product_id AS "productId", c.merchant_id AS "merchantId", e.state, c.questions,
  c.accept_days AS "acceptDays", c.answers, c.brief_given_at AS "briefGivenAt", c.brief_by AS "briefBy", ${filesOf(ofBrief)} AS "briefFiles", ${milestones} AS milestones`;
const from = 'FROM delivery.commissions c JOIN delivery.entitlements e ON e.id = c.entitlement_id';
const one = statement('delivery.commission', `SELECT ${columns} ${from} WHERE c.entitlement_id = $1`);
const ofMerchant = statement('delivery.commissions_of_merchant', `SELECT ${columns} ${from} WHERE c.merchant_id = $1 AND c.entitlement_id < $2 ORDER BY c.entitlement_id DESC LIMIT $3`);
const disputed = statement('delivery.disputed_commissions', `
  SELECT ${columns} ${from} WHERE EXISTS (SELECT FROM delivery.milestones d WHERE d.entitlement_id = c.entitlement_id AND d.state = 'disputed') ORDER BY c.entitlement_id LIMIT 200`);
const file = statement('delivery.commission_file', `
  SELECT f.id, f.file_name AS "fileName", f.content_type AS "contentType", f.size_bytes::float8 AS "sizeBytes", 'ready' AS state, NULL AS reason, NULL AS detail, f.sha256, f.storage_key AS "storageKey", f.added_at AS "addedAt",
    false AS "isBuyers"
  FROM delivery.commission_files f JOIN delivery.milestone_notes n ON n.id = f.note_id JOIN delivery.milestones m ON m.id = n.milestone_id WHERE f.id = $1 AND m.entitlement_id = $2
  UNION ALL
  SELECT id, file_name, content_type, size_bytes::float8, state, reason, detail, sha256, storage_key, checked_at, true FROM delivery.buyer_files WHERE id = $1 AND entitlement_id = $2 AND ($3::boolean OR given_at IS NOT NULL)`);
const waiting = statement('delivery.buyer_files_waiting', `
  SELECT id, file_name AS "fileName", content_type AS "contentType", size_bytes::float8 AS "sizeBytes", state, reason, detail, sha256 FROM delivery.buyer_files WHERE entitlement_id = $1 AND given_at IS NULL ORDER BY id`);
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

  /** Newest first; `after` is the last one's id of the page before. @throws InvalidCursor */
  async ofMerchant(merchantId: string, after: string | undefined, limit: number): Promise<CommissionView[]> {
    if (after !== undefined && !isId(after)) throw new InvalidCursor({}, 'cursor');
    return (await this.database.read<CommissionView>(ofMerchant, [merchantId, after ?? lastId, limit])).map(revived);
  }

  /** Those that an admin has to decide, the oldest first. */
  async disputed(): Promise<CommissionView[]> {
    return (await this.database.read<CommissionView>(disputed, [])).map(revived);
  }

  /** What a buyer has sent and not given yet, for the buyer's eyes only. */
  async waitingFiles(entitlementId: string): Promise<CommissionFileView[]> {
    return this.database.read<CommissionFileView>(waiting, [entitlementId]);
  }

  /** @param reader a merchant knows nothing of what was not given @throws CommissionUnknown also for a file of another order, CommissionFileNotReady */
  async file(entitlementId: string, fileId: string, reader: 'buyer' | 'merchant'): Promise<StoredCommissionFile> {
    const [found] = isId(fileId) ? await this.database.read<StoredCommissionFile>(file, [fileId, entitlementId, reader === 'buyer']) : [];
    if (!found) throw new CommissionUnknown();
    if (found.state !== 'ready') throw new CommissionFileNotReady();
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

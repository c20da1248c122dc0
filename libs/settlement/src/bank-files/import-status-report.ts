import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { changePayout } from '../payouts/change-payout.js';
import { BankFileUnknown, StatusReportOfOtherFile } from '../settlement.errors.js';
import { endToEndIdOf } from './pain-001.js';
import { readStatusReport, type StatusReport } from './status-report.js';

const fileOf = statement('settlement.bank_file_message', 'SELECT message_id AS "messageId" FROM settlement.bank_files WHERE id = $1');
const payoutsOf = statement('settlement.payouts_of_bank_file', 'SELECT id FROM settlement.payouts WHERE bank_file_id = $1 ORDER BY merchant_id, currency, id');

export interface ReportOutcome {
  readonly paid: number;
  readonly failed: number;
  /** Accepted or pending, or already as the report says. */
  readonly unchanged: number;
  /** Ids of transfers that the file does not have. */
  readonly unknown: readonly string[];
}

/** Takes a bank's answer to a file: what is settled is paid, what is rejected is payable again. The same report again changes nothing. */
@Injectable()
export class ImportStatusReport {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @throws BankFileUnknown @throws StatusReportInvalid @throws StatusReportOfOtherFile */
  async run({ fileId, xml, personId }: { readonly fileId: string; readonly xml: string; readonly personId: string }): Promise<ReportOutcome> {
    const report = readStatusReport(xml);
    return this.database.transaction(async (tx) => {
      const [file] = await prepared<{ messageId: string }>(tx, fileOf, [fileId]);
      if (!file) throw new BankFileUnknown();
      if (file.messageId !== report.messageId) throw new StatusReportOfOtherFile({}, 'report');
      const at = this.clock.now();
      const payouts = await prepared<{ id: string }>(tx, payoutsOf, [fileId]);
      const tally = { paid: 0, failed: 0, unchanged: 0 };
      for (const { id } of payouts) {
        const said = verdictOf(report, id);
        const moved = said.to !== undefined && await changePayout(tx, this.outbox, { payoutId: id, to: said.to, reason: said.reason, at });
        tally[moved && said.to ? said.to : 'unchanged'] += 1;
      }
      const known = new Set(payouts.map(({ id }) => endToEndIdOf(id)));
      const unknown = report.transfers.map(({ endToEndId }) => endToEndId).filter((endToEndId) => !known.has(endToEndId));
      await recordAudit(tx, { personId, action: 'settlement.status_report_imported', happenedAt: at, details: { fileId, ...tally, unknown: unknown.length } });
      return { ...tally, unknown };
    });
  }
}

/** A transfer's own status counts before that of the file. Settled on the creditor's account (ACCC) or on ours (ACSC) is paid; all but rejected is still on its way. */
function verdictOf({ transfers, groupStatus, groupReason }: StatusReport, payoutId: string): { readonly to?: 'paid' | 'failed'; readonly reason: string | null } {
  const own = transfers.find(({ endToEndId }) => endToEndId === endToEndIdOf(payoutId));
  const status = own?.status ?? groupStatus;
  const reason = own?.reason ?? groupReason;
  if (status === 'ACSC' || status === 'ACCC') return { to: 'paid', reason: null };
  return status === 'RJCT' ? { to: 'failed', reason } : { reason: null };
}

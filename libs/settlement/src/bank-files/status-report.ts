import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { StatusReportInvalid } from '../settlement.errors.js';

/** What a bank says of one transfer: `reason` is ISO 20022's external code, or the bank's own. */
export interface TransferStatus {
  readonly endToEndId: string;
  readonly status: string;
  readonly reason: string | null;
}

/** A pain.002 message: of the whole file where `groupStatus` stands alone, else of its transfers. */
export interface StatusReport {
  readonly messageId: string;
  readonly groupStatus: string | null;
  readonly groupReason: string | null;
  readonly transfers: readonly TransferStatus[];
}

const charactersAtMost = 1_000_000;
const parser = new XMLParser({
  ignoreAttributes: true, removeNSPrefix: true, processEntities: false, parseTagValue: false, trimValues: true,
  isArray: (name) => ['OrgnlPmtInfAndSts', 'TxInfAndSts', 'StsRsnInf'].includes(name),
});

interface Reason { readonly Rsn?: { readonly Cd?: unknown; readonly Prtry?: unknown } }
interface Transfer { readonly OrgnlEndToEndId?: unknown; readonly TxSts?: unknown; readonly StsRsnInf?: readonly Reason[] }
interface Block { readonly PmtInfSts?: unknown; readonly StsRsnInf?: readonly Reason[]; readonly TxInfAndSts?: readonly Transfer[] }
interface Message {
  readonly Document?: { readonly CstmrPmtStsRpt?: {
    readonly OrgnlGrpInfAndSts?: { readonly OrgnlMsgId?: unknown; readonly GrpSts?: unknown; readonly StsRsnInf?: readonly Reason[] };
    readonly OrgnlPmtInfAndSts?: readonly Block[];
  } };
}

/**
 * Reads a report of any version of pain.002. A document type declaration is refused, so that nothing can be declared, expanded or fetched.
 * @throws StatusReportInvalid
 */
export function readStatusReport(xml: string): StatusReport {
  if (xml.length > charactersAtMost || /<!(?:DOCTYPE|ENTITY)/i.test(xml) || XMLValidator.validate(xml) !== true) throw new StatusReportInvalid({}, 'report');
  const { Document: document } = parser.parse(xml) as Message;
  const group = document?.CstmrPmtStsRpt?.OrgnlGrpInfAndSts;
  const messageId = textOf(group?.OrgnlMsgId);
  if (messageId === null) throw new StatusReportInvalid({}, 'report');
  const blocks = document?.CstmrPmtStsRpt?.OrgnlPmtInfAndSts ?? [];
  // One payment block is all that our files have, so its status is that of the file.
  const [only] = blocks;
  return {
    messageId, groupStatus: textOf(only?.PmtInfSts) ?? textOf(group?.GrpSts), groupReason: reasonOf(only?.StsRsnInf) ?? reasonOf(group?.StsRsnInf),
    transfers: blocks.flatMap(({ TxInfAndSts: transfers = [] }) => transfers).map(({ OrgnlEndToEndId: id, TxSts: status, StsRsnInf: reasons }) => {
      const [endToEndId, said] = [textOf(id), textOf(status)];
      if (endToEndId === null || said === null) throw new StatusReportInvalid({}, 'report');
      return { endToEndId, status: said, reason: reasonOf(reasons) };
    }),
  };
}

function reasonOf(reasons: readonly Reason[] | undefined): string | null {
  const [first] = reasons ?? [];
  return textOf(first?.Rsn?.Cd) ?? textOf(first?.Rsn?.Prtry);
}

/** Nothing of ours is longer than 35 characters. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' && value && value.length <= 35 ? value : null;
}

import { createHash } from 'node:crypto';
import { aSale, openSettlement, type Settlement } from '../testing.js';
import { readStatusReport } from './status-report.js';

let s: Settlement;
const at = '2026-11-22T08:00:00Z';

beforeEach(async () => {
  s = await openSettlement();
  await s.terms();
  await s.chineseAccount();
  await s.post([aSale({ merchantId: s.merchantId, at, payable: 12_345n })]);
  await s.makePayouts.run();
});
afterEach(() => s.end());

const pain002 = (messageId: string, { group = '', transfers = '' }: { group?: string; transfers?: string }) => `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
  <GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-11-23T10:00:00</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${group}</OrgnlGrpInfAndSts>
  ${transfers && `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>${transfers}</OrgnlPmtInfAndSts>`}</CstmrPmtStsRpt></Document>`;
const status = (endToEndId: string, said: string, reason = '') => `<TxInfAndSts><OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId><TxSts>${said}</TxSts>${reason && `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>`}</TxInfAndSts>`;

async function file() {
  const [id] = await s.bankFiles.run();
  const { file: made, xml } = await s.readBankFile.run({ fileId: id!, personId: s.admin });
  const { payouts: [payout] } = await s.payouts.inStates(['sent'], undefined, 1);
  return { id: id!, made, xml, payoutId: payout!.id, endToEndId: payout!.id.replaceAll('-', '') };
}
const importing = (fileId: string, xml: string) => s.importReport.run({ fileId, xml, personId: s.admin });

describe('a bank file', () => {
  it('holds each pay-out once, by two workers at once, and is never changed', async () => {
    const files = (await Promise.all([s.bankFiles.run(), s.bankFiles.run()])).flat();
    expect(files).toHaveLength(1);
    const { file: made, xml } = await s.readBankFile.run({ fileId: files[0]!, personId: s.admin });
    expect(made).toMatchObject({ payoutCount: 1, total: { amountMinor: 12_345n, currency: 'CNY' }, sha256: createHash('sha256').update(xml).digest('hex') });
    expect(xml.toString()).toContain('<MmbId>102100099996</MmbId>');
    await expect(s.rows(`UPDATE settlement.bank_files SET xml = 'x'`)).rejects.toThrow('append-only');
    expect(await s.bankFiles.run()).toEqual([]);
  });

  it('is read, account numbers and all, only with a note of who read it', async () => {
    const { id, made } = await file();
    const read = () => s.rows<{ person_id: string; details: object }>(`SELECT person_id, details FROM identity.audit_entries WHERE action = 'settlement.bank_file_read' ORDER BY id`);
    expect(await read()).toEqual([{ person_id: s.admin, details: { fileId: id, messageId: made.messageId, payoutCount: 1 } }]);
    await expect(s.readBankFile.run({ fileId: s.merchantId, personId: s.admin })).rejects.toMatchObject({ code: 'settlement.bank_file_unknown' });
    expect(await read()).toHaveLength(1);
  });

  it('leaves out who is held, until the hold is lifted', async () => {
    await s.holds.hold({ merchantId: s.merchantId, reason: 'Under review', personId: s.admin });
    expect(await s.bankFiles.run()).toEqual([]);
    await s.holds.release({ merchantId: s.merchantId, reason: 'Cleared', personId: s.admin });
    expect(await s.bankFiles.run()).toHaveLength(1);
  });
});

describe('the bank’s answer', () => {
  it('that a transfer is settled marks it paid, out of our account at the bank, once', async () => {
    const { id, made, payoutId, endToEndId } = await file();
    expect(await importing(id, pain002(made.messageId, { transfers: status(endToEndId, 'ACSP') }))).toEqual({ paid: 0, failed: 0, unchanged: 1, unknown: [] });
    const settled = pain002(made.messageId, { transfers: `${status(endToEndId, 'ACSC')}${status('not-ours', 'ACSC')}` });
    expect(await importing(id, settled)).toEqual({ paid: 1, failed: 0, unchanged: 0, unknown: ['not-ours'] });
    expect(await importing(id, settled)).toMatchObject({ paid: 0, unchanged: 1 });
    expect(await s.payouts.byId(payoutId)).toMatchObject({ state: 'paid' });
    expect(await s.owed()).toEqual({ payable: 0n, reserve: 0n, onItsWay: 0n });
    expect((await s.ledger.balance('bank', 'CNY')).amountMinor).toBe(-12_345n);
  });

  it('that a transfer is rejected makes it payable again, with the bank’s reason, also after it was settled', async () => {
    const { id, made, payoutId, endToEndId } = await file();
    await importing(id, pain002(made.messageId, { group: '<GrpSts>ACSC</GrpSts>' }));
    expect(await importing(id, pain002(made.messageId, { transfers: status(endToEndId, 'RJCT', 'AC04') }))).toMatchObject({ failed: 1 });
    expect(await s.payouts.byId(payoutId)).toMatchObject({ state: 'failed', reason: 'AC04' });
    expect(await s.owed()).toEqual({ payable: 12_345n, reserve: 0n, onItsWay: 0n });
    expect((await s.ledger.balance('bank', 'CNY')).amountMinor).toBe(0n);
    expect(await importing(id, pain002(made.messageId, { group: '<GrpSts>ACSC</GrpSts>' }))).toMatchObject({ paid: 0, unchanged: 1 });
  });

  it('to another file, or to none, is refused', async () => {
    const { id } = await file();
    await expect(importing(id, pain002('another', { group: '<GrpSts>ACSC</GrpSts>' }))).rejects.toMatchObject({ code: 'settlement.status_report_of_other_file' });
    await expect(importing(s.merchantId, pain002('another', {}))).rejects.toMatchObject({ code: 'settlement.bank_file_unknown' });
  });

  it.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document/>'],
    ['what is not well-formed', '<Document><CstmrPmtStsRpt>'],
    ['another message', '<Document><CstmrCdtTrfInitn/></Document>'],
    ['text', 'paid!'],
    ['a report without ids', '<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>1</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts/></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>'],
    ['more than it may hold', `<Document>${' '.repeat(1_000_000)}</Document>`],
  ])('is not %s', (_what, xml) => {
    expect(() => readStatusReport(xml)).toThrow(expect.objectContaining({ code: 'settlement.status_report_invalid' }));
  });
});

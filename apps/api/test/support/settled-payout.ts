import { MakeBankFiles, MakePayouts } from '@silkport/settlement';
import type { ApiUnderTest } from './api-under-test.js';
import { merchants } from './catalogue.js';

export const chineseAccount = { holderName: '景德镇蓝窑工作室', country: 'CN', accountNumber: '6222021234567890123', bankCode: '102100099996', bankName: '中国工商银行' };
export const someTerms = { currency: 'CNY', schedule: 'weekly', scheduleDay: 5, minimum: '50.00', holdDays: 3, reserveBasisPoints: 500, reserveDays: 30, reason: 'Agreed by telephone' };
export const merchantPath = `/v1/admin/merchants/${merchants.studio.id}`;

export interface SentPayout {
  readonly payoutId: string;
  readonly fileId: string;
  /** A report of the bank about the pay-out: `ACSC` is settled, `RJCT` rejected. */
  report(status: string): string;
}

/** A pay-out of the studio in a bank file: its sales are made to have matured. */
export async function aSentPayout(api: ApiUnderTest): Promise<SentPayout> {
  await api.put('/v1/merchant/payout-method', chineseAccount, api.as('merchant')).expect(204);
  await api.query(`UPDATE settlement.merchant_entries SET matures_at = matures_at - interval '30 days'`);
  await api.app.get(MakePayouts, { strict: false }).run();
  await api.app.get(MakeBankFiles, { strict: false }).run();
  const [sent] = await api.query<{ id: string; file: string; message: string }>(`
    SELECT p.id, f.id AS file, f.message_id AS message FROM settlement.payouts p JOIN settlement.bank_files f ON f.id = p.bank_file_id WHERE p.merchant_id = '${merchants.studio.id}' ORDER BY p.id LIMIT 1`);
  if (!sent) throw new Error('Nothing was payable to the studio');
  return {
    payoutId: sent.id, fileId: sent.file,
    report: (status) => `<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${sent.message}</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>
      <OrgnlEndToEndId>${sent.id.replaceAll('-', '')}</OrgnlEndToEndId><TxSts>${status}</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
  };
}

import { findCurrency } from '@silkport/markets';
import { decimalOfMinor, sumMoney, type Money } from '@silkport/values';
import { isSEPACountry } from 'ibantools';
import { create } from 'xmlbuilder2';
import type { BankAccount } from '../payout-methods/bank-account.js';
import { fitted, inBasicLatin } from './bank-text.js';
import type { PayingAccount } from './payout-account.js';

export const painNamespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

export interface BankTransfer {
  readonly payoutId: string;
  readonly amount: Money;
  readonly to: BankAccount;
  /** As the merchant reads it on the bank statement. */
  readonly remittance: string;
}

export interface BankFileContent {
  /** At most 35 characters; the bank's report answers by it. */
  readonly messageId: string;
  readonly currency: string;
  readonly madeAt: Date;
  readonly from: PayingAccount;
  readonly transfers: readonly BankTransfer[];
}

/** A pay-out's id as the message can hold it: 35 characters at most, so without its hyphens. */
export function endToEndIdOf(payoutId: string): string {
  return payoutId.replaceAll('-', '');
}

/** Credit transfers of one currency as ISO 20022 pain.001.001.09, one payment block; elements in the order of its schema. */
export function painMessage({ messageId, currency, madeAt, from, transfers }: BankFileContent): string {
  const sum = written(sumMoney(transfers.map(({ amount }) => amount), currency));
  const count = String(transfers.length);
  const holder = inBasicLatin(from.holder) ?? from.holder;
  return create({ version: '1.0', encoding: 'UTF-8' }, { Document: { '@xmlns': painNamespace, CstmrCdtTrfInitn: {
    GrpHdr: { MsgId: messageId, CreDtTm: madeAt.toISOString(), NbOfTxs: count, CtrlSum: sum, InitgPty: { Nm: fitted(holder, 70) } },
    PmtInf: {
      PmtInfId: `${messageId}-1`, PmtMtd: 'TRF', NbOfTxs: count, CtrlSum: sum, ReqdExctnDt: { Dt: madeAt.toISOString().slice(0, 10) },
      Dbtr: { Nm: fitted(holder, 70) }, DbtrAcct: { Id: { IBAN: from.iban }, Ccy: currency }, DbtrAgt: { FinInstnId: { BICFI: from.bic } },
      CdtTrfTxInf: transfers.map(transferElement),
    },
  } } }).end({ prettyPrint: true });
}

function transferElement({ payoutId, amount, to, remittance }: BankTransfer): object {
  const sepa = amount.currency === 'EUR' && to.iban !== null && isSEPACountry(to.country);
  return {
    PmtId: { EndToEndId: endToEndIdOf(payoutId) },
    Amt: { InstdAmt: { '@Ccy': amount.currency, '#': written(amount) } },
    ChrgBr: sepa ? 'SLEV' : 'SHAR',
    CdtrAgt: { FinInstnId: bankElement(to) },
    Cdtr: { Nm: nameOf(to.holderName, sepa), PstlAdr: { Ctry: to.country } },
    CdtrAcct: { Id: to.iban === null ? { Othr: { Id: to.accountNumber } } : { IBAN: to.iban } },
    RmtInf: { Ustrd: fitted(inBasicLatin(remittance) ?? remittance, 140) },
  };
}

/** China's clearing code is `CNAPS` of ISO 20022's external code list. */
function bankElement({ country, iban, bankCode, bankName }: BankAccount): object {
  const name = bankName === null ? {} : { Nm: fitted(bankName, 140) };
  return country === 'CN' && iban === null ? { ClrSysMmbId: { ClrSysId: { Cd: 'CNAPS' }, MmbId: bankCode }, ...name } : { BICFI: bankCode, ...name };
}

/** SEPA takes 70 basic Latin characters; other banks take 140 in UTF-8, and know their customers by their own script. */
function nameOf(holder: string, sepa: boolean): string {
  return sepa ? fitted(inBasicLatin(holder) ?? holder, 70) : fitted(holder, 140);
}

function written({ amountMinor, currency }: Money): string {
  return decimalOfMinor(amountMinor, findCurrency(currency)?.minorUnits ?? 2);
}

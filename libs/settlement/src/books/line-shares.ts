import type { Posting } from '@silkport/ledger';
import type { PaidLine, RefundedLine } from '@silkport/ordering';
import { sameMoney, sumMoney, addMoney } from '@silkport/values';
import { BooksRefused } from './books-refused.js';
import { opposite } from './gather-postings.js';

type SharedLine = Pick<PaidLine & RefundedLine, 'lineId' | 'merchantId' | 'total' | 'net' | 'tax' | 'taxes' | 'merchantNet' | 'commission' | 'commissionTax' | 'commissionTaxed' | 'payable'>;

/**
 * How a sold line is shared out, all but the buyer's side: a credit each for the taxes, the commission and its tax, and the merchant. What is
 * left between the net in the buyer's currency and that in the merchant's is for the caller to exchange.
 * @param commissionAuthority who is owed the tax on the commission of a line that was frozen before that was kept with it: the operator's own authority
 * @throws BooksRefused where the line's amounts do not add up, since the exchange would swallow it
 */
export function sharesOf(line: SharedLine, commissionAuthority: string): Posting[] {
  const { lineId, merchantId, total, net, tax, taxes, merchantNet, commission, commissionTax, commissionTaxed, payable } = line;
  if (!sameMoney(sumMoney(taxes.map(({ amount }) => amount), total.currency), tax)) throw new BooksRefused(`line ${lineId}`, 'its taxes do not sum to its tax');
  if (!sameMoney(addMoney(net, tax), total)) throw new BooksRefused(`line ${lineId}`, 'net and tax are not its total');
  if (!sameMoney(sumMoney([commission, commissionTax, payable], merchantNet.currency), merchantNet)) throw new BooksRefused(`line ${lineId}`, 'its shares are not the merchant’s net');
  return [
    ...taxes.map(({ authority, amount }) => ({ account: `tax_payable:${authority}` as const, amount: opposite(amount) })),
    { account: 'commission', amount: opposite(commission) },
    { account: `tax_payable:${commissionTaxed?.authority ?? commissionAuthority}`, amount: opposite(commissionTax) },
    { account: `merchant_payable:${merchantId}`, amount: opposite(payable) },
  ];
}

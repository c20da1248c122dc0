import { ClusterReads, clustersContext, FoundClusters } from '@silkport/clusters';
import { identityContext } from '@silkport/identity';
import { LedgerReads, ledgerContext, type LedgerTransaction } from '@silkport/ledger';
import { loadConfig } from '@silkport/platform';
import { ExchangeRates, pricingContext, RecordRates, sampleRates } from '@silkport/pricing';
import { money, newId, SetClock } from '@silkport/values';
import { openPayments } from '../../payments/src/testing.js';
import { ImportStatusReport } from './bank-files/import-status-report.js';
import { MakeBankFiles } from './bank-files/make-bank-files.js';
import { PayoutAccount } from './bank-files/payout-account.js';
import { BankFileReads } from './bank-files/bank-file-reads.js';
import { ReadBankFile } from './bank-files/read-bank-file.js';
import { BalanceReads } from './entries/balance-reads.js';
import { DescribeEntries } from './entries/describe-entries.js';
import { NoteDisputes } from './entries/note-disputes.js';
import { postForMerchants } from './entries/post-for-merchants.js';
import { ReleaseReserves } from './entries/release-reserves.js';
import { OnConnectedAccountChanged } from './payout-methods/note-standing.js';
import { PayoutMethodReads } from './payout-methods/payout-method-reads.js';
import { SetBankAccount } from './payout-methods/set-bank-account.js';
import { StartStripe } from './payout-methods/start-stripe.js';
import { HoldPayouts } from './payouts/hold-payouts.js';
import { MakePayouts } from './payouts/make-payouts.js';
import { OnTransferChanged } from './payouts/on-transfer-changed.js';
import { PayoutRates } from './payouts/payout-rates.js';
import { PayoutReads } from './payouts/payout-reads.js';
import { RetryPayout } from './payouts/retry-payout.js';
import { SendPayout } from './payouts/send-payout.js';
import { settlementContext } from './settlement.context.js';
import { ClosePeriods } from './statements/close-periods.js';
import { StatementReads } from './statements/statement-reads.js';
import { ChangeTerms, type WantedTerms } from './terms/change-terms.js';

const words = (en: string) => ({ en });
const admin = newId();

interface Opening {
  readonly now?: string;
  /** The merchant's country/region. */
  readonly country?: string;
  /** The provider turns all that is charged into euros, or into this currency, and has some. */
  readonly hasEuros?: boolean;
  readonly settlesIn?: string | undefined;
}

/** Pay-outs and statements on a database of their own, a clock that stands still, and a sandbox of the payment provider. */
export async function openSettlement({ now = '2026-11-23T08:00:00Z', country = 'CN', hasEuros = false, settlesIn = hasEuros ? 'EUR' : undefined }: Opening = {}) {
  const contexts = [identityContext, clustersContext, pricingContext, ledgerContext, settlementContext];
  const payments = await openPayments({ contexts, ...(settlesIn ? { settlement: { currency: settlesIn, rates: { [settlesIn]: 1, KZT: 0.5 } } } : {}) });
  if (settlesIn) {
    await payments.captured();
    await payments.control('/balance/settle', {});
  }
  const { database, rows, outbox } = payments;
  const clock = new SetClock(new Date(now));
  const config = loadConfig({});
  const exchange = new ExchangeRates(database, config, clock);
  const rates = new PayoutRates(payments.currencies, exchange);
  const bank = new PayoutAccount({ demo: true, payoutAccount: undefined });
  const post = (transactions: readonly LedgerTransaction[]) => database.transaction((tx) => postForMerchants(tx, transactions));
  const merchantId = newId();
  await new FoundClusters(database).run(
    [{ id: 'jingdezhen', kind: 'industrial', country: 'CN', name: words('J'), city: words('J'), province: words('J'), tagline: words('J'), story: words('J'), specialities: [], knownSince: '1004', latitude: 1, longitude: 1, position: 1 }],
    [{ id: merchantId, slug: 'studio', clusterId: 'jingdezhen', name: words('Studio'), city: words('J'), story: words('J'), sizeClass: 'leading', foundedYear: 2000, country }],
  );
  const setBankAccount = new SetBankAccount(database, clock);
  const clusters = new ClusterReads(database);
  const longAgo = new SetClock(new Date(Date.parse(now) - 200 * 86_400_000));

  return {
    database, clock, outbox, rows, post, merchantId, admin, payments,
    ledger: new LedgerReads(database),
    recordRates: () => new RecordRates(database, clock, config, exchange).run(sampleRates()),
    describe: new DescribeEntries(), disputes: new NoteDisputes(),
    makePayouts: new MakePayouts(database, outbox, rates, clock),
    sendPayout: new SendPayout(database, outbox, payments.transfer, clock),
    onTransferChanged: new OnTransferChanged(outbox),
    retry: new RetryPayout(database, outbox, rates, clock),
    holds: new HoldPayouts(database, outbox, clock),
    release: new ReleaseReserves(database, clock),
    payouts: new PayoutReads(database), balances: new BalanceReads(database, clock), statements: new StatementReads(database, clock), methods: new PayoutMethodReads(database),
    closePeriods: new ClosePeriods(database, outbox, clock),
    bankFiles: new MakeBankFiles(database, bank, clock), bankFileReads: new BankFileReads(database), readBankFile: new ReadBankFile(database, clock), importReport: new ImportStatusReport(database, outbox, clock),
    setBankAccount, changeTerms: new ChangeTerms(database, clusters, clock),

    /** Agreed long ago: paid daily, with no hold and from one minor unit, unless said otherwise. */
    terms: (changed: Partial<WantedTerms> = {}) => new ChangeTerms(database, clusters, longAgo).run({
      merchantId, currency: 'CNY', schedule: 'daily', scheduleDay: 0, minimum: '0', holdDays: 0, reserveBasisPoints: 0, reserveDays: 0, reason: 'agreed', personId: admin, ...changed,
    }),
    chineseAccount: (holderName = '景德镇蓝窑工作室') => setBankAccount.run({
      merchantId, personId: admin, holderName, country: 'CN', accountNumber: '6222 0212 3456 7890 123', bankCode: '102100099996', bankName: '中国工商银行',
    }),
    /** What the ledger says that the merchant is owed: a credit there is above zero here. */
    async owed(currency = 'CNY'): Promise<{ payable: bigint; reserve: bigint; onItsWay: bigint }> {
      const ledger = new LedgerReads(database);
      const sum = async (kind: 'merchant_payable' | 'merchant_reserve' | 'payouts') => -(await ledger.balance(`${kind}:${merchantId}`, currency)).amountMinor;
      return { payable: await sum('merchant_payable'), reserve: await sum('merchant_reserve'), onItsWay: await sum('payouts') };
    },
    /** The merchant is paid by the provider, and has told it all that it asks. @returns the id of its account there */
    async connect(): Promise<string> {
      const start = { merchantId, personId: admin, email: 'shop@example.com', returnUrl: 'https://silkport.example/back', refreshUrl: 'https://silkport.example/again' };
      await new StartStripe(database, clusters, payments.merchants, clock).run(start);
      const { accountId } = (await payments.merchants.standing(merchantId))!;
      await payments.control(`/accounts/${accountId}/onboard`, {});
      payments.clock.advance(1);
      await payments.refreshAccount.run({ accountId });
      const standing = (await payments.merchants.standing(merchantId))!;
      await database.transaction((tx) => new OnConnectedAccountChanged().run(tx, standing, { eventId: newId(), publishedAt: clock.now() }));
      return accountId;
    },
    end: () => payments.end(),
  };
}

export type Settlement = Awaited<ReturnType<typeof openSettlement>>;

interface Posted { readonly merchantId: string; readonly orderId?: string; readonly at: string; readonly payable: bigint; readonly reserve?: bigint; readonly currency?: string }

/** A sale as its books are, the buyer's side on one account. */
export function aSale({ merchantId, orderId = newId(), at, payable, reserve = 0n, currency = 'CNY' }: Posted): LedgerTransaction {
  return { key: `sale:${orderId}`, kind: 'sale', reference: orderId, occurredAt: new Date(at), postings: [
    { account: `buyer_clearing:${orderId}`, amount: money(payable + reserve, currency) }, { account: `merchant_payable:${merchantId}`, amount: money(-payable, currency) },
    ...(reserve ? [{ account: `merchant_reserve:${merchantId}`, amount: money(-reserve, currency) } as const] : []),
  ] };
}

export function aRefund({ orderId = newId(), ...posted }: Posted): LedgerTransaction {
  const sale = aSale({ orderId, ...posted });
  return { ...sale, key: `refund:${newId()}`, kind: 'refund', postings: sale.postings.map(({ account, amount }) => (
    { account: account.startsWith('buyer_clearing') ? `refunds:${orderId}` as const : account, amount: money(-amount.amountMinor, amount.currency) })) };
}

import { invalidRequest } from '../http/stripe-error.js';
import type { ResourceKind } from '../objects/resource-kind.js';
import { settled } from '../objects/balance-transaction.js';
import type { HiddenSession } from '../verbs/hidden-session.js';
import type { Call } from '../world.js';
import { pageOf } from './cursor-list.js';

const expandable = new Set(['payment_intent', 'latest_charge', 'charge', 'balance_transaction', 'customer', 'payment_method', 'source', 'destination', 'destination_payment',
  'subscription', 'schedule', 'invoice', 'latest_invoice', 'default_payment_method', 'price', 'product', 'setup_intent', 'test_clock', 'invoice_item', 'pending_setup_intent',
  'transfer', 'source_transaction', 'source_transfer', 'failure_balance_transaction', 'destination_payment_refund', 'transfer_reversal']);
const contained = new Set(['refunds', 'balance_transactions', 'reversals', 'external_accounts',
  'items', 'lines', 'parent', 'subscription_details', 'subscription_item_details', 'invoice_item_details', 'pricing', 'price_details', 'payment', 'payments', 'invoice_settings', 'charge']);
const kindByPrefix: Readonly<Record<string, ResourceKind>> = {
  pi: 'payment_intent', ch: 'charge', txn: 'balance_transaction', cus: 'customer', pm: 'payment_method', re: 'refund', dp: 'dispute',
  acct: 'account', ba: 'bank_account', po: 'payout', py: 'charge', pyr: 'refund', tr: 'transfer', trr: 'transfer_reversal',
  sub: 'subscription', sub_sched: 'subscription_schedule', in: 'invoice', price: 'price', prod: 'product', seti: 'setup_intent', clock: 'test_helpers.test_clock', ii: 'invoiceitem', inpay: 'invoice_payment',
};
const deepest = 4;

type Fields = Record<string, unknown>;

/** Puts objects in place of their ids along the paths that were asked for, e.g. `payment_intent.latest_charge`. */
export function expand(call: Call, body: object, paths: readonly string[]): object {
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > deepest) throw invalidRequest(`You cannot expand more than ${deepest} levels of a property (${path}).`, { param: 'expand' });
    expandPath(call, body as Fields, steps, path);
  }
  return body;
}

function expandPath(call: Call, body: Fields, [step, ...rest]: string[], path: string): void {
  if (step === undefined) return;
  if (step === 'data' && body.object === 'list') {
    for (const row of body.data as Fields[]) expandPath(call, row, rest, path);
    return;
  }
  if (!isExpandable(body, step)) throw invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
  if (step === 'line_items') body.line_items = linesOf(call, String(body.id));
  if (step === 'payments') body.payments = paymentsOf(call, String(body.id));
  const value = body[step];
  if (typeof value === 'string') body[step] = objectOf(call, value) ?? value;
  const next = body[step];
  if (typeof next === 'object' && next !== null && rest.length > 0) expandPath(call, next as Fields, rest, path);
}

function isExpandable(body: Fields, step: string): boolean {
  if (step === 'line_items') return body.object === 'checkout.session';
  if (step === 'payments') return body.object === 'invoice';
  return Object.hasOwn(body, step) && (expandable.has(step) || contained.has(step));
}

function objectOf(call: Call, id: string): object | undefined {
  const kind = kindByPrefix[id.slice(0, id.lastIndexOf('_'))];
  const resource = kind && call.resources.find(kind, id);
  return resource?.object === 'balance_transaction' ? settled(resource, call.clock.nowSeconds()) : resource;
}

/** An invoice shows its payments only where they are asked for. */
function paymentsOf(call: Call, invoiceId: string): object {
  return { object: 'list', data: call.resources.ofParent('invoice_payment', invoiceId), has_more: false, url: `/v1/invoice_payments?invoice=${invoiceId}` };
}

function linesOf(call: Call, sessionId: string): object {
  return pageOf(call.resources.hidden<HiddenSession>(sessionId)?.lineItems ?? [], {}, `/v1/checkout/sessions/${sessionId}/line_items`);
}

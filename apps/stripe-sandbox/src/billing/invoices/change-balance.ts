import { recordEvent } from '../../webhooks/record-event.js';
import type { Call } from '../../world.js';
import { newCustomerBalanceTransaction } from '../objects/customer-balance-transaction.js';
import type { InvoiceObject } from '../objects/invoice.js';

interface HiddenCustomer {
  /** What a customer owes (above zero) or has to their credit, by currency; the customer shows that of their first invoice's currency. */
  balances: Record<string, number>;
}

export function balanceIn(call: Call, customer: string, currency: string): number {
  return call.resources.hidden<HiddenCustomer>(customer)?.balances[currency] ?? 0;
}

/** Moves the balance of an invoice's customer in its currency. @param byMinor below zero: a credit to the customer */
export function changeBalance(call: Call, invoice: InvoiceObject, byMinor: number, type: 'applied_to_invoice' | 'unapplied_from_invoice'): void {
  if (byMinor === 0) return;
  const { currency } = invoice;
  const customer = call.resources.find('customer', invoice.customer)!;
  const balances = call.resources.hidden<HiddenCustomer>(customer.id)?.balances ?? {};
  const after = (balances[currency] ?? 0) + byMinor;
  call.resources.hide(customer.id, { balances: { ...balances, [currency]: after } });
  const change = newCustomerBalanceTransaction({
    createdAt: call.clock.nowSeconds(), customer: customer.id, currency, amountMinor: byMinor, endingBalanceMinor: after, invoice: invoice.id, type,
  });
  call.resources.insert('customer_balance_transaction', change, { customer: customer.id });
  if (customer.currency !== null && customer.currency !== currency) return;
  const previous = { balance: customer.balance };
  customer.balance = after;
  call.resources.save('customer', customer);
  recordEvent(call, 'customer.updated', customer, previous);
}

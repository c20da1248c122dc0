import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inCustomerTime } from '../../billing/clocks/in-customer-time.js';
import { collectInvoice } from '../../billing/invoices/collect-invoice.js';
import { keepForInvoice } from '../../billing/invoices/settle-invoice.js';
import type { InvoiceObject } from '../../billing/objects/invoice.js';
import { newPaymentMethod } from '../../objects/payment-method.js';
import type { CardEntry } from '../../verbs/pay-session.js';
import { perform, type Call, type World } from '../../world.js';
import { readCardForm, type FieldErrors, type FieldValues } from '../card-form.js';
import { declineWord, failedWord, readValues } from '../form-words.js';
import type { PageMessages } from '../messages/page-messages.js';
import { completedPage, missingPage } from '../notice-pages.js';
import { localeOf, sendPage, withLocale, type PageRequest } from '../reply-page.js';
import { invoicePage } from './invoice-page.js';

interface FormState {
  values: FieldValues;
  errors: FieldErrors;
  decline?: keyof PageMessages['declines'];
}

/** The page that `hosted_invoice_url` leads to. */
export function registerInvoicePages(app: FastifyInstance, world: World, basePath: string): void {
  const path = `${basePath}/invoice/:id`;
  app.get<PageRequest>(path, (request, reply) => {
    const failed = new URLSearchParams(request.url.split('?')[1]).get('redirect_status') === 'failed' ? 'authentication' : undefined;
    return sendInvoice(world, request, reply, { values: {}, errors: {}, decline: failedWord(failed) });
  });
  app.post<PageRequest>(path, (request, reply) => {
    const invoice = world.resources.find('invoice', request.params.id);
    if (invoice?.status !== 'open') return sendInvoice(world, request, reply, { values: {}, errors: {} });
    const values = readValues(request.body);
    const form = readCardForm(values, { fixedEmail: undefined, needsCard: true, nowMs: world.clock.now() });
    if ('errors' in form) return sendInvoice(world, request, reply.status(422), { values, errors: form.errors });
    const paid = perform(world, (call) => pay(call, request.params.id, form.entry));
    if (paid?.outcome === 'declined') return sendInvoice(world, request, reply.status(402), { values, errors: {}, decline: declineWord(paid.error) });
    const target = paid?.outcome === 'challenged' ? `${basePath}/authenticate/${paid.intent}` : request.url.split('?')[0]!;
    return reply.redirect(withLocale(target, request.query.locale), 303);
  });
}

/** Looks at the invoice again inside the transaction: of two forms sent at once only one finds it open. */
function pay(call: Call, id: string, entry: CardEntry) {
  const invoice = call.resources.find('invoice', id);
  if (invoice?.status !== 'open') return undefined;
  const then = inCustomerTime(call, call.resources.find('customer', invoice.customer)!);
  const { card, expMonth, expYear, name, country } = entry;
  const method = newPaymentMethod({ createdAt: then.clock.nowSeconds(), card: card!, expMonth, expYear, name, country, email: invoice.customer_email });
  call.resources.insert('payment_method', method, {}, card!.behaviour);
  const attempt = collectInvoice(then, invoice, { method, isAskedFor: true, returnUrl: invoice.hosted_invoice_url! });
  if (attempt.outcome === 'succeeded') keepForInvoice(then, invoice, method);
  return attempt.outcome === 'challenged' ? { ...attempt, intent: intentId(call, invoice) } : attempt;
}

function intentId(call: Call, invoice: InvoiceObject): string {
  return call.resources.ofParent('invoice_payment', invoice.id)[0]!.payment.payment_intent;
}

function sendInvoice(world: World, request: FastifyRequest<PageRequest>, reply: FastifyReply, state: FormState): FastifyReply {
  const invoice = world.resources.find('invoice', request.params.id);
  const locale = localeOf(request);
  if (!invoice || invoice.status === 'draft') return sendPage(reply.status(404), missingPage(locale));
  if (invoice.status !== 'open') return sendPage(reply, completedPage(locale));
  return sendPage(reply, invoicePage({
    invoice, locale, merchantName: world.merchantName, path: request.url.split('?')[0]!, chosenLocale: request.query.locale, ...state, values: { ...state.values, card_cvc: '' },
  }));
}

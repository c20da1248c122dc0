import { Stripe } from 'stripe';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';
import { aCardForm, aSession } from './testing/orders.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const expanded = (id: string) => stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge.balance_transaction', 'line_items'] });
const intentOf = (session: Stripe.Checkout.Session) => session.payment_intent as Stripe.PaymentIntent;
const chargeOf = (session: Stripe.Checkout.Session) => intentOf(session).latest_charge as Stripe.Charge;
const submit = (session: Stripe.Checkout.Session, form: URLSearchParams) => fetch(session.url!, { method: 'POST', body: form, redirect: 'manual' });
const chargesOf = async (session: Stripe.Checkout.Session) => {
  const intent = (await stripe.checkout.sessions.retrieve(session.id)).payment_intent as string;
  return (await stripe.charges.list({ payment_intent: intent })).data;
};

describe('the payment page', () => {
  it.each(['4242424242424242', '5555 5555 5555 4444', '378282246310005'])('takes %s and leads back to the order', async (card) => {
    const session = await stripe.checkout.sessions.create(aSession({
      client_reference_id: 'order-7', metadata: { order: '7' }, payment_intent_data: { metadata: { order: '7' }, description: 'Order 7', transfer_group: 'order-7' },
    }));
    expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', payment_intent: null, amount_total: 1250, currency: 'eur' });
    const answer = await submit(session, aCardForm(card, { card_cvc: card.startsWith('37') ? '1234' : '123' }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `http://localhost:3000/en/orders/1?session=${session.id}`]);
    const paid = await expanded(session.id);
    expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null, client_reference_id: 'order-7', metadata: { order: '7' } });
    expect(paid.customer_details).toMatchObject({ email: 'aigerim@example.kz', name: 'Айгерим Сейтова', address: { country: 'KZ' } });
    expect(intentOf(paid)).toMatchObject({ status: 'succeeded', amount_received: 1250, metadata: { order: '7' }, description: 'Order 7', transfer_group: 'order-7' });
    expect(chargeOf(paid)).toMatchObject({ paid: true, payment_method_details: { card: { last4: card.replaceAll(' ', '').slice(-4) } } });
    expect(chargeOf(paid).balance_transaction).toMatchObject({ amount: 1250, fee: 66, net: 1184, type: 'charge', status: 'pending' });
    expect(paid.line_items?.data).toMatchObject([{ description: 'Lacquer box', quantity: 1, amount_total: 1250 }]);
  });

  it.each([
    ['4000000000000002', 'card_declined', 'generic_decline', 'The card was declined'],
    ['4000000000009995', 'card_declined', 'insufficient_funds', 'insufficient funds'],
    ['4000000000000069', 'expired_card', 'expired_card', 'has expired'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc', 'security code is wrong'],
    ['4000000000000119', 'processing_error', 'processing_error', 'could not be processed'],
  ])('says what is wrong with %s, and another card pays the same session', async (card, code, reason, words) => {
    const session = await stripe.checkout.sessions.create(aSession());
    const answer = await submit(session, aCardForm(card));
    expect(answer.status).toBe(402);
    const page = await answer.text();
    expect(page).toContain(words);
    expect(page).toContain('value="Айгерим Сейтова"');
    expect(page).not.toContain('value="123"');
    const refused = await expanded(session.id);
    expect(refused).toMatchObject({ status: 'open', payment_status: 'unpaid' });
    expect(intentOf(refused)).toMatchObject({ status: 'requires_payment_method', last_payment_error: { type: 'card_error', code } });
    expect(chargeOf(refused)).toMatchObject({ status: 'failed', paid: false, failure_code: code, outcome: { reason }, balance_transaction: null });
    expect((await submit(session, aCardForm('4242424242424242'))).status).toBe(303);
    expect((await chargesOf(session)).map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
  });

  it.each(['4000002760003184', '4000000000003220'])('sends %s to the bank, whose confirmation pays', async (card) => {
    const session = await stripe.checkout.sessions.create(aSession());
    const toBank = await submit(session, aCardForm(card));
    const bank = new URL(toBank.headers.get('location')!, session.url!);
    expect(bank.pathname).toMatch(/^\/authenticate\/pi_/);
    expect(intentOf(await expanded(session.id))).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    expect(await (await fetch(bank)).text()).toContain('Confirm with your bank');
    const back = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' });
    expect(back.headers.get('location')).toBe(`http://localhost:3000/en/orders/1?session=${session.id}`);
    expect(chargeOf(await expanded(session.id))).toMatchObject({ paid: true, payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } });
    const again = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome: 'fail' }), redirect: 'manual' });
    expect(again.headers.get('location')).toBe(`http://localhost:3000/en/orders/1?session=${session.id}`);
    expect(await chargesOf(session)).toHaveLength(1);
  });

  it('lets the buyer try again after the bank refused, without a charge for the refusal', async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    const bank = new URL((await submit(session, aCardForm('4000000000003220'))).headers.get('location')!, session.url!);
    const back = await fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome: 'fail' }) });
    expect(await back.text()).toContain('Your bank did not confirm the payment');
    expect(await chargesOf(session)).toEqual([]);
    expect(intentOf(await expanded(session.id)).last_payment_error?.code).toBe('payment_intent_authentication_failure');
    expect((await submit(session, aCardForm('4242424242424242'))).status).toBe(303);
  });

  it('leads back to an address in any script', async () => {
    const session = await stripe.checkout.sessions.create(aSession({ success_url: 'http://localhost:3000/zh-CN/订单/1?s={CHECKOUT_SESSION_ID}' }));
    const answer = await submit(session, aCardForm('4242424242424242'));
    expect(decodeURI(answer.headers.get('location')!)).toBe(`http://localhost:3000/zh-CN/订单/1?s=${session.id}`);
  });

  it('charges once however many forms are sent at once', async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    const answers = await Promise.all(Array.from({ length: 6 }, () => submit(session, aCardForm('4242424242424242'))));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303, 303]);
    expect(await chargesOf(session)).toHaveLength(1);
    const comesBack = await fetch(`${sandbox.origin}/pay/${session.id}`);
    expect(await comesBack.text()).toContain('Already paid');
  });

  it.each([
    [{ card_number: '4242424242424241' }, 'This card number is not valid'],
    [{ card_number: '4111111111111111' }, 'This is not a test card'],
    [{ card_expiry: '13 / 30' }, 'Enter the month and year'],
    [{ card_expiry: '01 / 20' }, 'The expiry date is in the past'],
    [{ card_cvc: '12' }, 'Enter the 3 digits'],
    [{ email: 'aigerim' }, 'This e-mail address is not complete'],
    [{ name: ' ' }, 'Enter the name on the card'],
    [{ country: 'XX' }, 'Choose a country/region'],
  ])('refuses %j at the field and tries nothing', async (changes, words) => {
    const session = await stripe.checkout.sessions.create(aSession());
    const answer = await submit(session, aCardForm('4242424242424242', changes));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(`-error">${words}`);
    expect((await stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });
});

describe('a disputed payment', () => {
  const disputed = async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    await submit(session, aCardForm('4000000000000259'));
    const [dispute] = (await stripe.disputes.list({ payment_intent: (await stripe.checkout.sessions.retrieve(session.id)).payment_intent as string })).data;
    return { dispute: dispute!, session };
  };

  it('is paid, then loses its money with a fee and cannot be refunded', async () => {
    const { dispute, session } = await disputed();
    expect(dispute).toMatchObject({ status: 'needs_response', reason: 'fraudulent', amount: 1250, balance_transactions: [{ amount: -1250, fee: 1500, net: -2750 }] });
    expect(await expanded(session.id)).toMatchObject({ payment_status: 'paid', payment_intent: { latest_charge: { disputed: true } } });
    await expect(stripe.refunds.create({ charge: dispute.charge as string })).rejects.toMatchObject({ code: 'charge_disputed' });
  });

  it('is won by evidence that wins, and the money comes back', async () => {
    const { dispute } = await disputed();
    await stripe.disputes.update(dispute.id, { evidence: { product_description: 'A box' }, submit: false });
    expect((await stripe.disputes.retrieve(dispute.id)).evidence_details).toMatchObject({ has_evidence: true, submission_count: 0 });
    const won = await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' }, submit: true });
    expect(won).toMatchObject({ status: 'won', evidence: { product_description: 'A box' } });
    expect(won.balance_transactions.map((each) => each.amount)).toEqual([-1250, 1250]);
    await expect(stripe.disputes.close(dispute.id)).rejects.toThrow('already closed');
  });

  it('is lost when the merchant closes it', async () => {
    const { dispute } = await disputed();
    expect(await stripe.disputes.close(dispute.id)).toMatchObject({ status: 'lost' });
  });
});

describe('refunds', () => {
  const paid = async () => {
    const session = await stripe.checkout.sessions.create(aSession());
    await submit(session, aCardForm('4242424242424242'));
    return (await stripe.checkout.sessions.retrieve(session.id)).payment_intent as string;
  };

  it('gives back in parts and never more than was paid', async () => {
    const intent = await paid();
    const part = await stripe.refunds.create({ payment_intent: intent, amount: 500, reason: 'requested_by_customer', metadata: { line: '1' } }, undefined);
    expect(part).toMatchObject({ amount: 500, status: 'succeeded', metadata: { line: '1' } });
    await expect(stripe.refunds.create({ payment_intent: intent, amount: 751 })).rejects.toThrow('greater than unrefunded amount on charge (7.50 eur)');
    const rest = await stripe.refunds.create({ payment_intent: intent }, undefined);
    expect(rest.amount).toBe(750);
    await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({ code: 'charge_already_refunded' });
    const charge = await stripe.charges.retrieve(rest.charge as string);
    expect(charge).toMatchObject({ amount_refunded: 1250, refunded: true });
    expect(charge.refunds?.data.map((refund) => refund.amount)).toEqual([750, 500]);
    expect(await stripe.balanceTransactions.retrieve(rest.balance_transaction as string)).toMatchObject({ amount: -750, fee: 0, type: 'refund' });
  });

  it('never gives back more than was paid when two ask at once', async () => {
    const intent = await paid();
    const both = await Promise.allSettled([1, 2].map(() => stripe.refunds.create({ payment_intent: intent, amount: 1000 })));
    expect(both.map((each) => each.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('payment intents by the API', () => {
  it('confirms a test payment method, and throws a card error that tells the outcome', async () => {
    const paid = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_visa', return_url: 'http://localhost/back' });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2000 });
    const waiting = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', metadata: { order: '8' } });
    const error = await stripe.paymentIntents.confirm(waiting.id, { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }).catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds', payment_intent: { id: waiting.id } });
    expect(await stripe.paymentIntents.retrieve(waiting.id)).toMatchObject({ status: 'requires_payment_method', latest_charge: expect.stringMatching(/^ch_/) });
    expect(await stripe.paymentIntents.update(waiting.id, { metadata: { line: '1' } })).toMatchObject({ metadata: { order: '8', line: '1' } });
    expect(await stripe.paymentIntents.cancel(waiting.id, { cancellation_reason: 'abandoned' })).toMatchObject({ status: 'canceled' });
    await expect(stripe.paymentIntents.confirm(waiting.id, { payment_method: 'pm_card_visa' })).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' });
  });

  it('asks the bank and comes back with the outcome', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 2000, currency: 'usd', confirm: true, payment_method: 'pm_card_threeDSecure2Required', return_url: 'http://localhost/back' });
    expect(intent.status).toBe('requires_action');
    const back = await fetch(intent.next_action!.redirect_to_url!.url!, { method: 'POST', body: new URLSearchParams({ outcome: 'complete' }), redirect: 'manual' });
    expect(back.headers.get('location')).toContain('redirect_status=succeeded');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });
});

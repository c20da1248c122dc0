import { randomUUID } from 'node:crypto';

export interface BoughtOrder { readonly number: string; readonly accessKey: string; readonly checkoutUrl: string }

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

function post<T>(url: string, body: object): Promise<T> {
  return json(url, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }, body: JSON.stringify(body) });
}

/** Orders one piece of the product's first form over the API, in Almaty and in tenge. */
export async function placeOrder(api: string, slug: string): Promise<BoughtOrder> {
  const { variants: [variant] } = await json<{ variants: { id: string }[] }>(`${api}/v1/products/${slug}`);
  const quote = await post<{ id: string }>(`${api}/v1/quotes`, { items: [{ variantId: variant?.id, quantity: 1 }], country: 'KZ', currency: 'KZT', locale: 'ru' });
  return post(`${api}/v1/orders`, { quoteId: quote.id, email: 'aigerim@example.kz', acceptTerms: true });
}

/** Sends the form of the payment page. @returns where the browser is sent */
export async function pay({ checkoutUrl }: BoughtOrder): Promise<string> {
  const card = { email: 'aigerim@example.kz', card_number: '4242424242424242', card_expiry: '12 / 34', card_cvc: '123', name: 'Aigerim', country: 'KZ' };
  const answer = await fetch(checkoutUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams(card) });
  if (answer.status !== 303) throw new Error(`The payment page answers ${answer.status}: ${await answer.text()}`);
  return answer.headers.get('location') ?? '';
}

export function orderOf(api: string, { number, accessKey }: BoughtOrder): Promise<{ status: string; number: string }> {
  return json(`${api}/v1/orders/${number}?key=${accessKey}`);
}

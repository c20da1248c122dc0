import type { Page } from 'playwright-core';

export const declined = '4000 0000 0000 0002';
export const good = '4242 4242 4242 4242';

/** Opens a link of the page that leads to an address with this ending. */
export async function follow(page: Page, ending: string): Promise<void> {
  await page.locator(`main a[href$="${ending}"]`).first().click();
  await page.waitForURL((url) => url.pathname.endsWith(ending));
}

/** From a product's page into the basket. */
export async function buy(page: Page): Promise<void> {
  await page.locator('.buy-form button[type="submit"]').click();
  await page.waitForURL(/\/basket$/);
}

export async function goToCheckout(page: Page): Promise<void> {
  await page.locator('form[action$="/basket/checkout"] button').click();
  await page.waitForURL(/\/checkout\/[^/]+$/);
}

export async function fillCheckout(page: Page, email: string): Promise<void> {
  await page.fill('#email', email);
  await agree(page);
}

/** Accepts the terms, and delivery at once where the law of the buyer's country/region asks for a tick of its own. */
export async function agree(page: Page): Promise<void> {
  await page.check('#accepted');
  if (await page.locator('#immediate').count()) await page.check('#immediate');
}

/** Orders, and arrives at the hosted payment page. */
export async function order(page: Page): Promise<void> {
  await page.click('.pay-button');
  await page.waitForURL(/\/pay\/cs_/);
}

/** @param country of the billing address: another than the order was taxed for would have it held */
export async function fillCard(page: Page, card: string, country = 'KZ'): Promise<void> {
  await page.fill('#card_number', card);
  await page.fill('#card_expiry', '12 / 34');
  await page.fill('#card_cvc', '123');
  await page.fill('#name', 'Aigerim Serikkyzy');
  await page.selectOption('#country', country);
}

/** Pays on the hosted page, and comes back to the order's page. */
export async function pay(page: Page, card = good): Promise<void> {
  await fillCard(page, card);
  await page.click('button[type="submit"]');
  await page.waitForURL(/\/orders\/SP-/);
}

export function orderNumber(page: Page): string {
  const [, number] = /\/orders\/(SP-[^/?]+)/.exec(page.url()) ?? [];
  if (!number) throw new Error(`${page.url()} is no order's page`);
  return number;
}

/** The thing itself is there, at the latest when the page has turned by itself. */
export async function receive(page: Page): Promise<void> {
  await page.locator('.received').first().waitFor({ timeout: 30_000 });
}

/** As a browser does that knows no checks of its own: the form goes out as it is. */
export async function leaveChecksToServer(page: Page): Promise<void> {
  await page.locator('main form').evaluateAll((forms) => { for (const form of forms as unknown as { noValidate: boolean }[]) form.noValidate = true; });
}

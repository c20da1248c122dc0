import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Stripe from 'stripe';
import { parseForm } from '../../http/parse-form.js';
import { completeOnboarding } from '../../verbs/complete-onboarding.js';
import type { HiddenLink } from '../../verbs/open-account-link.js';
import { perform, type Call, type World } from '../../world.js';
import { missingPage } from '../notice-pages.js';
import { localeOf, sendPage, type PageRequest } from '../reply-page.js';
import { onboardingFields, readOnboardingForm, type OnboardingErrors, type OnboardingValues } from './onboarding-form.js';
import { onboardingPage } from './onboarding-page.js';

interface LinkRequest extends PageRequest {
  Params: { id: string; link: string };
}

interface OpenedLink {
  account: Stripe.Account;
  hidden: HiddenLink;
  isOpen: boolean;
}

/** The page that an account link leads to: until its form was sent once, and for five minutes. */
export function registerOnboardingPages(app: FastifyInstance, world: World, basePath: string): void {
  const path = `${basePath}/setup/s/:id/:link`;
  app.get<LinkRequest>(path, (request, reply) => {
    const opened = openedLink(world, request.params);
    if (!opened) return sendPage(reply.status(404), missingPage(localeOf(request)));
    if (!opened.isOpen) return reply.redirect(encoded(opened.hidden.refreshUrl), 303);
    return sendForm(world, request, reply, opened, {}, {});
  });
  app.post<LinkRequest>(path, (request, reply) => {
    const opened = openedLink(world, request.params);
    if (!opened) return sendPage(reply.status(404), missingPage(localeOf(request)));
    if (!opened.isOpen) return reply.redirect(encoded(opened.hidden.refreshUrl), 303);
    const values = readValues(request.body);
    const form = readOnboardingForm(values);
    if ('errors' in form) return sendForm(world, request, reply.status(422), opened, values, form.errors);
    // Read again inside the transaction: of two forms sent at once only one finds the link open.
    const isDone = perform(world, (call) => {
      const link = openedLink(call, request.params);
      if (!link?.isOpen) return false;
      call.resources.hide(request.params.link, { ...link.hidden, isUsed: true });
      completeOnboarding(call, link.account, { ...form.entry, ip: request.ip, userAgent: request.headers['user-agent'] ?? null });
      return true;
    });
    return reply.redirect(encoded(isDone ? opened.hidden.returnUrl : opened.hidden.refreshUrl), 303);
  });
}

function openedLink({ resources, clock }: Pick<Call, 'resources' | 'clock'>, { id, link: linkId }: LinkRequest['Params']): OpenedLink | undefined {
  const link = resources.find('account_link', linkId);
  const hidden = link && resources.hidden<HiddenLink>(link.id);
  const account = hidden?.account === id ? resources.find('account', id) : undefined;
  return link && hidden && account && { account, hidden, isOpen: !hidden.isUsed && link.expires_at > clock.nowSeconds() };
}

function sendForm(world: World, request: FastifyRequest<LinkRequest>, reply: FastifyReply, { account, hidden }: OpenedLink, values: OnboardingValues, errors: OnboardingErrors): FastifyReply {
  const page = onboardingPage({
    account, merchantName: world.merchantName, locale: localeOf(request), path: request.url.split('?')[0]!, chosenLocale: request.query.locale, values, errors,
  });
  return sendPage(reply, page, [hidden.returnUrl, hidden.refreshUrl]);
}

function readValues(body: unknown): OnboardingValues {
  const form = parseForm(typeof body === 'string' ? body : '');
  return Object.fromEntries(onboardingFields.map((name) => [name, typeof form[name] === 'string' ? form[name] : '']));
}

/** A header carries it, so it must be ASCII. */
function encoded(address: string): string {
  return new URL(address).href;
}

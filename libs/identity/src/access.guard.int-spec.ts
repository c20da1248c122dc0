import { jest } from '@jest/globals';
import { Controller, Delete, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { I18nModule, i18nContext } from '@silkport/i18n';
import { Allow, createHttpApp, Database, loadConfig, platformContext, PlatformModule } from '@silkport/platform';
import { newId } from '@silkport/values';
import type pg from 'pg';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { createTestDatabase } from '../../../test/support/test-database.js';
import { AddTeamMembers } from './add-team-members.js';
import { CreatePeople } from './create-people.js';
import { CurrentPrincipal } from './current-principal.js';
import { identityContext } from './identity.context.js';
import { IdentityModule } from './identity.module.js';
import { hashPassword } from './passwords.js';
import type { Principal } from './principal.js';
import { SignIn } from './sign-in.js';

interface Answer { readonly email: string | null }

const answer = (principal: Principal | undefined): Answer => ({ email: principal?.email ?? null });

@Controller('doors')
@Allow('admin')
class DoorsController {
  @Get('public') @Allow('public') open(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('signed-in') @Allow('signed-in') signedIn(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('merchant') @Allow('merchant') merchant(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('admin') admin(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('order-holder') @Allow('order-holder') holder(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('signed-link') @Allow('signed-link') link(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Get('stripe-signature') @Allow('stripe-signature') stripe(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Post('public') @Allow('public') write(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Delete('signed-in') @Allow('signed-in') remove(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
  @Post('stripe-signature') @Allow('stripe-signature') webhook(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
}

@Controller('forgotten')
class ForgottenController {
  @Get() read(@CurrentPrincipal() principal?: Principal): Answer { return answer(principal); }
}

const password = 'steppe and sky';
const policies = ['public', 'signed-in', 'merchant', 'admin', 'order-holder', 'signed-link', 'stripe-signature'] as const;
const tokens: Record<string, string> = {};
let app: NestFastifyApplication;

beforeAll(async () => {
  const contexts = [platformContext, i18nContext, identityContext];
  const databaseUrl = await createTestDatabase(contexts);
  const settings = loadConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'https://silkport.example', DATABASE_POOL_SIZE: '4' });
  const config = { ...settings, databaseUrl, signingSecret: 'a secret that is used in tests only' };

  @Module({
    imports: [PlatformModule.forRoot({ config, contexts, worker: false }), I18nModule.forRoot(contexts), IdentityModule],
    controllers: [DoorsController, ForgottenController],
  })
  class DoorsModule {}

  app = await createHttpApp(DoorsModule, config);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  await signInEverybody();
});
afterAll(() => app.close());

async function signInEverybody(): Promise<void> {
  const passwordHash = await hashPassword(password);
  const emails = ['buyer@example.com', 'merchant@example.com', 'admin@example.com'];
  const ids = await app.get(CreatePeople).run(emails.map((email) => ({ email, passwordHash, locale: 'en', isAdmin: email.startsWith('admin'), emailConfirmed: true })));
  await app.get(AddTeamMembers).run([{ personId: ids[1] ?? '', merchantId: newId(), role: 'owner' }]);
  for (const email of emails) tokens[email] = (await app.get(SignIn).run({ email, password })).token;
}

const bearer = (email: string) => ({ authorization: `Bearer ${tokens[email]}` });
const cookie = (email: string) => ({ cookie: `silkport_locale=en; silkport_session=${tokens[email]}` });
const badToken = () => `${newId()}.${tokens['admin@example.com']?.split('.')[1]}`;

/** Whom the route saw, or the status of the refusal. */
async function through(method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string>): Promise<string | number | null> {
  const response = await app.inject({ method, url, headers });
  return response.statusCode < 300 ? response.json<Answer>().email : response.statusCode;
}

const all = (headers: Record<string, string>) => Promise.all(policies.map((policy) => through('GET', `/doors/${policy}`, headers)));

describe('the access guard', () => {
  it('lets nobody in particular through where no session is asked for', async () => {
    expect(await all({})).toEqual([null, 401, 401, 401, null, null, null]);
  });

  it('lets a buyer through where a session is enough', async () => {
    expect(await all(bearer('buyer@example.com'))).toEqual(['buyer@example.com', 'buyer@example.com', 403, 403, 'buyer@example.com', 'buyer@example.com', null]);
  });

  it('lets a member of a team through to the merchant’s routes', async () => {
    const seen = 'merchant@example.com';
    expect(await all(bearer(seen))).toEqual([seen, seen, seen, 403, seen, seen, null]);
  });

  it('lets an admin through to the admin’s routes, which a merchant’s are not', async () => {
    const seen = 'admin@example.com';
    expect(await all(bearer(seen))).toEqual([seen, seen, 403, seen, seen, seen, null]);
  });

  it('takes the session from the cookie as well', async () => {
    const seen = 'merchant@example.com';
    expect(await all(cookie(seen))).toEqual([seen, seen, seen, 403, seen, seen, null]);
  });

  it('takes a bad token for none', async () => {
    const anonymous = [null, 401, 401, 401, null, null, null];
    expect(await all({ authorization: `Bearer ${badToken()}` })).toEqual(anonymous);
    expect(await all({ cookie: `silkport_session=${badToken()}` })).toEqual(anonymous);
    expect(await all({ authorization: 'Basic YWRtaW46YWRtaW4=' })).toEqual(anonymous);
  });

  it('believes the bearer token where a cookie comes with it', async () => {
    expect(await through('GET', '/doors/public', { ...cookie('admin@example.com'), ...bearer('buyer@example.com') })).toBe('buyer@example.com');
  });

  it('refuses a route without a policy to everybody', async () => {
    for (const headers of [{}, bearer('buyer@example.com'), bearer('merchant@example.com'), bearer('admin@example.com')]) {
      expect(await through('GET', '/forgotten', headers)).toBe(403);
    }
  });

  it('refuses a write with a cookie that another site sent, and takes it from our own', async () => {
    const seen = 'buyer@example.com';
    const from = (origin: string) => through('DELETE', '/doors/signed-in', { ...cookie(seen), origin });
    expect(await Promise.all(['https://evil.example', 'https://silkport.example', 'http://localhost:80'].map(from))).toEqual([403, seen, seen]);
  });

  it('refuses a form that another site sent even to somebody who is not signed in', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await through('POST', '/doors/public', { ...form, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await through('POST', '/doors/public', { ...form, 'sec-fetch-site': 'same-origin' })).toBeNull();
  });

  it('leaves Stripe’s webhooks to their signature', async () => {
    expect(await through('POST', '/doors/stripe-signature', { cookie: 'a=b', origin: 'https://evil.example' })).toBeNull();
  });

  it('asks the database once for a token of ours, and not at all without one or for a forged one', async () => {
    const queries = jest.spyOn((app.get(Database).dataSource.driver as PostgresDriver).master as pg.Pool, 'query');
    const asked = async (headers: Record<string, string>) => {
      queries.mockClear();
      await through('GET', '/doors/public', headers);
      return queries.mock.calls.length;
    };
    expect(await asked(bearer('buyer@example.com'))).toBe(1);
    expect(await asked({})).toBe(0);
    expect(await asked({ authorization: `Bearer ${badToken()}` })).toBe(0);
    queries.mockRestore();
  });

  it('says why, as a problem', async () => {
    const codes = await Promise.all([
      app.inject({ url: '/doors/signed-in' }),
      app.inject({ url: '/doors/admin', headers: bearer('buyer@example.com') }),
      app.inject({ method: 'POST', url: '/doors/public', headers: { cookie: 'a=b', origin: 'null' } }),
    ]);
    expect(codes.map((response) => response.json<{ code: string }>().code)).toEqual(['identity.not_signed_in', 'identity.not_allowed', 'identity.cross_site_request']);
    expect(codes[0]?.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { sessionCookieName } from '@silkport/identity';
import { CONFIG, type Config } from '@silkport/platform';
import { ApiModule } from './api.module.js';
import { docsPage, docsScript } from './docs/docs-page.js';
import { withNullTypes } from './docs/nullable-schema.js';
import { documentPolicies } from './docs/policy-responses.js';
import { routePolicies } from './docs/route-policies.js';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8', 'swagger-ui-bundle.js': 'text/javascript; charset=utf-8', 'favicon-32x32.png': 'image/png',
};

const assetFolder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Swagger UI writes inline styles; its scripts are files of ours, so no inline script is allowed even here. */
const contentSecurityPolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'none'",
].join('; ');

/** Serves the documentation at /docs and /docs/openapi.json. Call it between `createHttpApp` and `listen`. */
export function setUpDocs(app: NestFastifyApplication): OpenAPIObject {
  const document = openApiDocument(app);
  const json = JSON.stringify(document);
  const server = app.getHttpAdapter().getInstance();
  const send = (url: string, type: string, body: () => unknown) => server.get(url, (_request, reply) => {
    void reply.header('content-security-policy', contentSecurityPolicy).header('cache-control', 'public, max-age=300').type(type).send(body());
  });
  send('/docs', 'text/html; charset=utf-8', () => docsPage);
  send('/docs/openapi.json', 'application/json; charset=utf-8', () => json);
  send('/docs/docs.js', 'text/javascript; charset=utf-8', () => docsScript);
  for (const [file, type] of Object.entries(assets)) send(`/docs/${file}`, type, () => createReadStream(path.join(assetFolder, file)));
  return document;
}

/** The API as OpenAPI 3.1. */
function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0').setTitle('Silkport').setVersion('1')
    .setDescription('Cross-border digital trade: industrial clusters, their merchants and what they offer; quotes, orders, payment and delivery. Amounts are decimal strings with their currency, times ISO 8601 in UTC. Refusals are problem+json in the language of Accept-Language.')
    .addServer(app.get<Config>(CONFIG).publicUrl)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The `token` of POST /v1/sessions.' }, 'session')
    .addCookieAuth(sessionCookieName, { type: 'apiKey', in: 'cookie' }, 'cookie')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'stripe-signature', description: 'Stripe’s signature of the body.' }, 'stripe')
    .build();
  const document = withNullTypes(SwaggerModule.createDocument(app, settings, { include: [ApiModule] }));
  documentPolicies(document, routePolicies(app));
  return document;
}

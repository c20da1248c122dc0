import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceTerms } from '../licence-terms.js';
import { jsonFile, textFile } from '../text-file.js';
import { API_THEMES } from './api-themes.js';
import type { ApiOperation } from './api-themes.js';
import { schemaOfExample } from './schema-of-example.js';

const problem = { description: 'Refused; the problem names the reason (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };

function operationObject(operation: ApiOperation): Record<string, unknown> {
  const body = (example: unknown): object => ({ 'application/json': { schema: schemaOfExample(example), example } });
  return {
    operationId: operation.id, summary: operation.summary,
    ...(operation.path.includes('{id}') ? { parameters: [{ name: 'id', in: 'path', required: true, description: 'Identifier of the resource', schema: { type: 'string' } }] } : {}),
    ...(operation.request ? { requestBody: { required: true, content: body(operation.request) } } : {}),
    responses: { '200': { description: operation.summary, content: body(operation.response) }, '401': problem, '404': problem, '422': problem, '429': problem },
  };
}

function openApi(subject: DeliverableSubject, operations: readonly ApiOperation[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) paths[operation.path] = { ...paths[operation.path], [operation.method]: operationObject(operation) };
  return {
    openapi: '3.1.0',
    info: { title: subject.nameEn, version: '1.0.0', summary: subject.nameZh, description: `${subject.descriptionEn}\n\nThe access key is shown on the page of your order. Demonstration edition: no live service answers; a mock server can answer from the samples file.`, contact: { name: subject.merchantEn } },
    servers: [{ url: '{baseAddress}', description: 'Address of your mock server or gateway', variables: { baseAddress: { default: 'https://api.example.invalid/v1' } } }],
    security: [{ accessKey: [] }], paths,
    components: { securitySchemes: { accessKey: { type: 'http', scheme: 'bearer', description: 'The access key of your order' } },
      schemas: { Problem: { type: 'object', required: ['type', 'title', 'status'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } } } } },
  };
}

function quickStart(subject: DeliverableSubject, operations: readonly ApiOperation[]): string {
  const calls = operations.map(({ method, path, summary, request, response }) => {
    const send = request ? ` \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(request)}'` : '';
    return `## ${summary}\n\n\`\`\`sh\ncurl -X ${method.toUpperCase()} "$BASE_ADDRESS${path.replace('{id}', String(response['id'] ?? 'ID'))}" \\\n  -H "Authorization: Bearer $ACCESS_KEY"${send}\n\`\`\`\n\nAnswer:\n\n\`\`\`json\n${JSON.stringify(response, null, 2)}\n\`\`\`\n`;
  });
  return `# ${subject.nameEn}: quick start\n\n${subject.descriptionEn}\n\nThis is the demonstration edition: the description, the calls and the sample answers are complete, and no live service answers them. Let a mock server play it from the OpenAPI file and the samples.\n\n1. Open the page of your order at Silkport. It shows the access key; the key is not in these files.\n2. Set the key and the address of your mock server: \`export ACCESS_KEY=...\` and \`export BASE_ADDRESS=...\`.\n3. Try the calls below. The answers shown are samples.\n\n${calls.join('\n')}\n## Limits and faults\n\n| Status | Meaning | What to do |\n|---|---|---|\n| 401 | The key is missing, wrong or withdrawn | Copy it again from the order |\n| 404 | No such resource | Check the identifier |\n| 422 | The request is not understood | Read \`detail\` |\n| 429 | Too many calls | Wait as long as \`Retry-After\` says, then double the wait each time |\n\nKeep the key out of web pages and repositories. Repeat only reads, or creations that carry the same \`Idempotency-Key\`.\n\n## Terms of use\n\n${licenceTerms(subject).map((term) => `- ${term}`).join('\n')}\n`;
}

/** Description (OpenAPI 3.1), sample answers and a quick start; the key itself is on the order page and never in a file. */
export function makeApiPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const operations = API_THEMES.find(([prefix]) => subject.taxonomy.startsWith(prefix))?.[1] ?? [];
  return [
    textFile(`${slug}-quick-start.md`, 'text/markdown; charset=utf-8', `${subject.nameEn}: quick start`, quickStart(subject, operations)),
    jsonFile(`${slug}-openapi.json`, `${subject.nameEn}: OpenAPI 3.1 description`, openApi(subject, operations)),
    jsonFile(`${slug}-samples.json`, `${subject.nameEn}: sample answers`, Object.fromEntries(operations.map(({ id, request, response }) => [id, { request: request ?? null, response }]))),
  ];
}

import { existsSync, readdirSync } from 'node:fs';

/** Who may know whom (docs/ARCHITECTURE.md, section 3). A folder without a row here fails the architecture test. */
const ground = ['values', 'platform'];
const reference = [...ground, 'i18n', 'markets'];
const mayKnow = {
  values: [],
  'licence-verifier': [],
  platform: ['values'],
  i18n: ground,
  markets: ground,
  pricing: [...reference],
  tax: [...reference, 'pricing'],
  ledger: [...reference],
  documents: ground,
  identity: [...ground, 'i18n'],
  clusters: [...reference, 'identity', 'tax'],
  catalog: [...reference, 'clusters', 'pricing'],
  payments: [...reference],
  ordering: [...reference, 'catalog', 'pricing', 'tax', 'payments', 'identity'],
  delivery: [...reference, 'documents', 'identity', 'clusters', 'catalog', 'payments', 'ordering'],
  settlement: [...reference, 'ledger', 'documents', 'payments', 'pricing', 'tax', 'clusters', 'identity', 'ordering'],
  invoicing: [...reference, 'documents', 'tax', 'pricing', 'clusters', 'ordering', 'settlement'],
  'trade-statistics': [...reference, 'clusters', 'ordering', 'pricing'],
  notifications: [...reference, 'catalog', 'identity', 'ordering', 'pricing', 'delivery', 'payments', 'tax', 'settlement', 'invoicing'],
};
mayKnow.demo = Object.keys(mayKnow);

/** Each app knows libs; `silkport`, which composes the others, knows those too. */
const apps = readdirSync('apps');
const libs = readdirSync('libs');
const strangers = libs.filter((lib) => !mayKnow[lib]);
if (strangers.length) throw new Error(`No row in .dependency-cruiser.js for: ${strangers.join(', ')}`);
const gone = Object.keys(mayKnow).filter((lib) => !existsSync(`libs/${lib}`));
if (gone.length) throw new Error(`Rows in .dependency-cruiser.js for libs that are gone: ${gone.join(', ')}`);

const production = { pathNot: ['\\.(spec|int-spec|e2e-spec)\\.tsx?$', '/testing(/|\\.ts$)'] };
const among = (names) => `^libs/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...libs.map((lib) => ({
      name: `${lib}-knows-only-its-own`, severity: 'error',
      from: { path: `^libs/${lib}/src/`, ...production },
      to: { path: '^(libs|apps|test|bench)/', pathNot: among([lib, ...mayKnow[lib]]) },
    })),
    ...libs.map((lib) => ({
      name: `${lib}-shows-only-its-face`, severity: 'error',
      from: { path: '^(libs|apps|test|bench)/', pathNot: [`^libs/${lib}/`, ...production.pathNot] },
      to: { path: `^libs/${lib}/src/`, pathNot: [`^libs/${lib}/src/index\\.ts$`] },
    })),
    ...apps.filter((app) => app !== 'silkport').map((app) => ({
      name: `${app}-knows-no-other-app`, severity: 'error',
      from: { path: `^apps/${app}/src/`, ...production },
      to: { path: '^apps/', pathNot: `^apps/${app}/` },
    })),
    { name: 'sandbox-knows-nothing-of-us', severity: 'error', from: { path: '^apps/stripe-sandbox/src/', ...production }, to: { path: '^libs/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules|/islands/|^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};

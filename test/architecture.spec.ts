import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { messagesOf } from '@silkport/i18n';
import { schemaOf } from '@silkport/platform';
import { locales } from '@silkport/values';
import { contexts } from '../apps/silkport/src/contexts.js';
import { storefrontMessages } from '../apps/storefront/src/storefront-messages.js';
import { openTestDatabase } from './support/test-database.js';

const libs = readdirSync('libs');
const sources = ['apps', 'libs'].flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, file)))
  .filter((file) => /\.tsx?$/.test(file) && !/spec\.tsx?$/.test(file));
const text = (file: string) => readFileSync(file, 'utf8');

describe('the walls', () => {
  it('stand: every lib knows only its own, shows only its face, and there are no cycles', () => {
    const { status, stdout } = spawnSync(process.execPath, ['node_modules/.bin/depcruise', '--config', '.dependency-cruiser.js', 'apps', 'libs', '--output-type', 'err'], { encoding: 'utf8' });
    expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('have a face each: named exports, at most 40 lines', () => {
    for (const lib of libs) {
      const face = text(`libs/${lib}/src/index.ts`);
      expect(face).not.toMatch(/export \*/);
      expect({ lib, fits: face.split('\n').length <= 41 }).toEqual({ lib, fits: true });
    }
  });

  it('let nobody else read the environment', () => {
    const readers = sources.filter((file) => /process\.env\b/.test(text(file)));
    expect(readers.filter((file) => !allowedReaders.includes(file))).toEqual([]);
  });

  it('keep every source file below 300 lines', () => {
    expect(sources.filter((file) => text(file).split('\n').length > 300)).toEqual([]);
  });

  it('name no two statements alike: a connection that has prepared the one refuses the other', () => {
    const names = sources.flatMap((file) => [...text(file).matchAll(/statement\('([\w.]+)'/g)].map(([, name]) => name));
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('keep schemas apart: no SQL of one lib names the tables of another', () => {
    const schemas = contexts.map(schemaOf);
    const trespasses = sources.filter((file) => file.startsWith('libs/') && !/\/testing(\.ts|\/)/.test(file)).flatMap((file) => {
      const own = schemaOf({ name: file.split(path.sep)[1] ?? '' });
      const named = [...text(file).matchAll(/\b(?:FROM|JOIN|INTO|UPDATE|TABLE|REFERENCES)\s+([a-z_]+)\.[a-z_]+/g)].map(([, schema]) => schema ?? '');
      return named.filter((schema) => schemas.includes(schema) && schema !== own).map((schema) => `${file} names ${schema}`);
    });
    expect(trespasses).toEqual([]);
  });
});

/** Where settings come in, and where a child process is given its own. */
const allowedReaders = [
  'apps/silkport/src/main.ts', 'apps/silkport/src/migrate.ts', 'apps/silkport/src/embedded-postgres.ts', 'apps/silkport/src/sandbox-process.ts', 'apps/silkport/src/deliveries.ts',
  'apps/stripe-sandbox/src/settings.ts', 'libs/platform/src/serve-process.ts',
];

describe('the database', () => {
  it('is made by migrations exactly as the entities say', async () => {
    const { dataSource, close } = await openTestDatabase(contexts);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    // CHECK and FOREIGN KEY are the database's own last word; entities need not repeat them.
    const rules: { name: string }[] = await dataSource.query("SELECT conname AS name FROM pg_constraint WHERE contype IN ('c', 'f')");
    const isRule = (query: string) => rules.some(({ name }) => query.endsWith(`DROP CONSTRAINT "${name}"`));
    expect(upQueries.map(({ query }) => query).filter((query) => !isRule(query))).toEqual([]);
    await close();
  });

  it('has one schema a context, named like its lib', async () => {
    for (const context of contexts) {
      expect(existsSync(`libs/${context.name}/src/index.ts`)).toBe(true);
      for (const entity of context.entities) expect(text(fileOf(entity.name))).toContain(`schema: '${schemaOf(context)}'`);
    }
  });
});

function fileOf(className: string): string {
  const file = sources.find((each) => each.endsWith('.entity.ts') && text(each).includes(`export class ${className} `));
  if (!file) throw new Error(`No entity file has ${className}`);
  return file;
}

type Messages = { [key: string]: string | Messages };

function keysOf(messages: Messages, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) => (typeof value === 'string' ? [`${prefix}${key}`] : keysOf(value, `${prefix}${key}.`)));
}

const pluralSuffix = /_(zero|one|two|few|many|other)$/;
const folders = [...contexts, storefrontMessages];

describe('the documentation', () => {
  it('calls no two shapes of an answer or a question by one name', () => {
    const names = sources.filter((file) => file.startsWith('apps/api/')).flatMap((file) => [...text(file).matchAll(/^export class (\w+(?:Dto|Answer|Query))\b/gm)].map(([, name]) => name));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the messages', () => {
  const english = new Set(keysOf(messagesOf(folders, 'en') as Messages).map((key) => key.replace(pluralSuffix, '')));

  it.each(locales)('are complete in %s, with every plural form of the language', (locale) => {
    const keys = keysOf(messagesOf(folders, locale) as Messages);
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const plurals = new Set(keys.filter((key) => pluralSuffix.test(key)).map((key) => key.replace(pluralSuffix, '')));
    expect([...english].filter((key) => !keys.includes(key) && !plurals.has(key))).toEqual([]);
    expect(keys.map((key) => key.replace(pluralSuffix, '')).filter((key) => !english.has(key))).toEqual([]);
    expect([...plurals].flatMap((key) => forms.filter((form) => !keys.includes(`${key}_${form}`)).map((form) => `${key}_${form}`))).toEqual([]);
  });

  it.each(locales)('in %s keep the values of the English ones', (locale) => {
    const own = flat(messagesOf(folders, locale) as Messages);
    const reference = flat(messagesOf(folders, 'en') as Messages);
    const values = (sentence: string) => new Set([...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).filter((name) => name !== 'count'));
    const wrong = Object.entries(own).filter(([key, sentence]) => {
      const inEnglish = reference[key] ?? reference[key.replace(pluralSuffix, '_other')] ?? '';
      return [...values(sentence)].some((name) => !values(inEnglish).has(name)) || [...values(inEnglish)].some((name) => !values(sentence).has(name));
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it('exist for every error that can be told', () => {
    const codes = sources.filter((file) => file.endsWith('.errors.ts') || text(file).includes('extends DomainError')).flatMap((file) => [...text(file).matchAll(/readonly code = '([^']+)'/g)].map(([, code]) => code ?? ''));
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !english.has(code))).toEqual([]);
  });
});

function flat(messages: Messages): Record<string, string> {
  const all: Record<string, string> = {};
  for (const key of keysOf(messages)) {
    let value: string | Messages | undefined = messages;
    let rest = key;
    while (value && typeof value !== 'string') {
      const name: string = Object.keys(value).filter((each) => rest === each || rest.startsWith(`${each}.`)).toSorted((left, right) => right.length - left.length)[0] ?? '';
      value = value[name];
      rest = rest.slice(name.length + 1);
    }
    all[key] = value ?? '';
  }
  return all;
}

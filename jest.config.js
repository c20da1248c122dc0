import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
// Jest resolves modules itself, from the one alias below.
delete swcrc.jsc.paths;
delete swcrc.jsc.baseUrl;
delete swcrc.module.resolveFully;
delete swcrc.$schema;

export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/scripts/jest-reporter.js'],
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { ...swcrc, swcrc: false, sourceMaps: 'inline' }] },
  moduleNameMapper: { '^@silkport/([^/]+)$': '<rootDir>/libs/$1/src/index.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  testTimeout: 30_000,
  // One file at a time, in a process that is made anew once it has grown: modules of finished files are never given back.
  maxWorkers: 1,
  workerIdleMemoryLimit: '1GB',
};

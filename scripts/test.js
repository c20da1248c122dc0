// Builds, checks types and rules, then runs every test (or those named on the command line).
import { spawnSync } from 'node:child_process';

const bin = (name) => `node_modules/${name}`;
const run = (words, file, ...args) => {
  console.log(`\n${words}`);
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

const wanted = process.argv.slice(2);
await import('./build.js');
if (wanted.length === 0) {
  run('Types…', bin('typescript7/bin/tsc'), '-p', 'tsconfig.json', '--noEmit');
  run('Rules…', bin('oxlint/bin/oxlint'), '--type-aware', '--quiet', 'apps', 'libs', 'test', 'bench', 'scripts');
}
run('Tests…', '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', bin('jest/bin/jest.js'), ...wanted);

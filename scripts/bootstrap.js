// Installs the dependencies when the lock file has changed since the last time. Plain JavaScript without dependencies:
// it runs under whatever Node the machine has; everything after it runs under the Node in node_modules/.bin.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(`Silkport needs Node 20 or newer to start; this is ${process.version}. Install a newer Node and try again.`);
  process.exit(1);
}
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const stamp = 'node_modules/.lock-sha256';
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Installing dependencies (first start, or the lock file has changed)…');
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(lifecycle|package|command|config_(?!cache|userconfig|registry|cafile|proxy|https_proxy|noproxy))/.test(name)) delete env[name];
  }
  // A run under another Node than ours makes npm warn about engines; the warning says nothing here.
  const npm = spawnSync(process.execPath, [process.env.npm_execpath, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit', env });
  if (npm.status !== 0) {
    console.error('The installation failed: see the lines above. A working connection to your npm registry is needed.');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

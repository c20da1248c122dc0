// Compiles apps, libs, test support and bench into dist/, file by file, and bundles the storefront's islands.
// Files whose compiled output is newer than their source are left alone, so a second start costs next to nothing.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const roots = ['apps', 'libs', 'bench'];
const compiled = /\.tsx?$/;
const left = /\.(spec|int-spec|e2e-spec|d)\.tsx?$|[\\/]islands[\\/]/;
const started = performance.now();

const sources = roots.filter((root) => existsSync(root)).flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name)));
const configuredAt = Math.max(...['.swcrc', 'package-lock.json', 'scripts/build.js'].map((file) => statSync(file).mtimeMs));
const outputOf = (file) => path.join('dist', file.replace(compiled, '.js'));
const isStale = (file) => {
  const output = statSync(outputOf(file), { throwIfNoEntry: false });
  return !output || output.mtimeMs < Math.max(statSync(file).mtimeMs, configuredAt);
};

const wanted = sources.filter((file) => !left.test(file));
const stale = wanted.filter(isStale);
if (stale.length) {
  const { transform } = await import('@swc/core');
  const { $schema: _schema, ...rc } = JSON.parse(readFileSync('.swcrc', 'utf8'));
  rc.jsc.baseUrl = process.cwd();
  await Promise.all(stale.map(async (file) => {
    const output = outputOf(file);
    mkdirSync(path.dirname(output), { recursive: true });
    if (!compiled.test(file)) return copyFileSync(file, output);
    const { code, map } = await transform(readFileSync(file, 'utf8'), { ...rc, filename: path.resolve(file), swcrc: false });
    writeFileSync(`${output}.map`, map);
    writeFileSync(output, `${code}\n//# sourceMappingURL=${path.basename(output)}.map\n`);
  }));
}
removeOrphans();
await bundleIslands();
if (stale.length) console.log(`Built ${stale.length} of ${wanted.length} files in ${Math.round(performance.now() - started)} ms`);

/** A deleted source must not live on in dist: a migration or a handler would still be found there. */
function removeOrphans() {
  const kept = new Set(wanted.map(outputOf));
  for (const root of roots.map((name) => path.join('dist', name)).filter((name) => existsSync(name))) {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isFile() && !kept.has(file.replace(/\.map$/, ''))) rmSync(file);
    }
  }
}

async function bundleIslands() {
  const folder = 'apps/storefront/src/islands';
  const target = 'dist/public';
  if (!existsSync(folder)) return;
  const newest = Math.max(configuredAt, ...readdirSync(folder).map((file) => statSync(path.join(folder, file)).mtimeMs),
    ...sources.filter((file) => file.endsWith('.css')).map((file) => statSync(file).mtimeMs));
  const manifest = path.join(target, 'manifest.json');
  if (existsSync(manifest) && statSync(manifest).mtimeMs > newest) return;
  rmSync(target, { recursive: true, force: true });
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: ['apps/storefront/src/islands/entry.ts', 'apps/storefront/src/styles/storefront.css'],
    bundle: true, splitting: true, format: 'esm', minify: true, metafile: true, target: 'es2022',
    entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', outdir: target,
  });
  const files = Object.entries(metafile.outputs).filter(([, output]) => output.entryPoint)
    .map(([file, output]) => [path.basename(output.entryPoint), path.basename(file)]);
  writeFileSync(manifest, JSON.stringify(Object.fromEntries(files), null, 2));
}

import { readFileSync } from 'node:fs';

/** Hashed names of the stylesheet and the script by the names of their sources, from the build's manifest; read once, at the first page. */
let manifest: Record<string, string> | undefined;

const root = new URL('../../../public/', import.meta.url);

export function assetPath(name: 'storefront.css' | 'entry.js'): string {
  manifest ??= readManifest();
  return `/public/${manifest[name.replace(/\.js$/, '.ts')] ?? name}`;
}

/** The folder of built assets: `dist/public`, also when the sources run uncompiled in tests. */
export function assetsFolder(): URL {
  return root.pathname.includes('/dist/') ? root : new URL('../../../dist/public/', import.meta.url);
}

function readManifest(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(new URL('manifest.json', assetsFolder()), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}

import { clusterPalette } from '@silkport/clusters';

/** A cluster's two colours as custom properties, the only use of inline style. */
export function paletteStyle(clusterId: string): string {
  const [deep, accent] = clusterPalette(clusterId);
  return `--deep:${deep};--accent:${accent}`;
}

import { accentColours } from '../accent-colours.js';
import { rounded } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';

interface Fineness { segments: number; rings: number }

/** A turned vessel or lamp body as a glTF 2.0 document with its buffer inside; metres, y up, front faces counter-clockwise. */
export function latheGltf(productId: string, name: string, { segments, rings }: Fineness = { segments: 40, rings: 24 }): Record<string, unknown> {
  const random = new SeededRandom(`${productId}/lathe`);
  const [foot, belly, neck, height] = [random.between(0.05, 0.07), random.between(0.1, 0.15), random.between(0.03, 0.06), random.between(0.25, 0.4)];
  const positions: number[] = [];
  const indices: number[] = [];
  for (let ring = 0; ring <= rings; ring += 1) {
    const t = ring / rings;
    const radius = foot * (1 - t) + neck * t + (belly - neck) * Math.sin(3.14159 * t ** 0.85) ** 1.4 + (t > 0.92 ? (t - 0.92) * 0.3 : 0);
    for (let segment = 0; segment <= segments; segment += 1) {
      const turn = (segment / segments) * 6.283185307;
      positions.push(radius * Math.cos(turn), height * t, radius * Math.sin(turn));
      if (ring === rings || segment === segments) continue;
      const at = ring * (segments + 1) + segment;
      const above = at + segments + 1;
      indices.push(at, above, at + 1, at + 1, above, above + 1);
    }
  }
  const vertices = Float32Array.from(positions);
  const faces = Uint16Array.from(indices);
  const buffer = Buffer.concat([Buffer.from(vertices.buffer), Buffer.from(faces.buffer)]);
  const extent = (pick: (...values: number[]) => number): number[] => [0, 1, 2].map((axis) => pick(...Array.from(vertices).filter((_, index) => index % 3 === axis)));
  const colour = accentColours(productId)[2].map((value) => rounded(value / 255, 3));
  return {
    asset: { version: '2.0', generator: 'Silkport demo' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0, name }],
    meshes: [{ name, primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }],
    materials: [{ name: 'glaze', doubleSided: true, pbrMetallicRoughness: { baseColorFactor: [...colour, 1], metallicFactor: 0.05, roughnessFactor: 0.25 } }],
    accessors: [{ bufferView: 0, componentType: 5126, count: vertices.length / 3, type: 'VEC3', min: extent(Math.min), max: extent(Math.max) }, { bufferView: 1, componentType: 5123, count: faces.length, type: 'SCALAR' }],
    bufferViews: [{ buffer: 0, byteOffset: 0, byteLength: vertices.byteLength, target: 34962 }, { buffer: 0, byteOffset: vertices.byteLength, byteLength: faces.byteLength, target: 34963 }],
    buffers: [{ byteLength: buffer.length, uri: `data:application/octet-stream;base64,${buffer.toString('base64')}` }],
  };
}

import { SeededRandom } from '../seeded-random.js';
import { rounded } from '../sample-series.js';

const ANGLES = Array.from({ length: 19 }, (_, step) => step * 5);
const KINDS = ['bulb', 'panel', 'spot', 'wall lamp', 'garden lamp'] as const;

export interface Luminaire { name: string; lumens: number; watts: number; beamDegrees: number; ies: string }

/** A light distribution in IES LM-63-2002, type C, symmetric about the axis; candela by polar angle, computed from beam width and flux. */
export function luminaire(productId: string, number: number): Luminaire {
  const random = new SeededRandom(`${productId}/ies/${number}`);
  const name = `${KINDS[(number - 1) % KINDS.length] ?? 'lamp'} ${String(number).padStart(3, '0')}`;
  const [watts, beamDegrees] = [random.whole(4, 60), random.whole(20, 120)];
  const lumens = watts * random.whole(85, 130);
  const exponent = Math.log(0.5) / Math.log(Math.cos((beamDegrees / 2) * (Math.PI / 180)));
  const peak = (lumens * (exponent + 1)) / (2 * Math.PI);
  const candela = ANGLES.map((angle) => rounded(angle === 90 ? 0 : peak * Math.cos(angle * (Math.PI / 180)) ** exponent, 1));
  return { name, lumens, watts, beamDegrees, ies: ['IESNA:LM-63-2002', `[TEST] computed, not measured`, `[LUMINAIRE] ${name}`, 'TILT=NONE', `1 ${lumens} 1 ${ANGLES.length} 1 1 2 0.1 0.1 0.1`, `1 1 ${watts}`, ANGLES.join(' '), '0', candela.join(' '), ''].join('\r\n') };
}

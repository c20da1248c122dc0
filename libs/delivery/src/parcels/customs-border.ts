import { findGroup } from '@silkport/markets';

/** Within one of these nothing is declared: one customs territory each (Regulation (EU) 952/2013, art. 4; Treaty on the Eurasian Economic Union, art. 25). */
const territories = ['eu', 'eaeu'];

/** Whether a box from one country/region to another crosses a customs border. */
export function crossesCustoms(from: string, to: string): boolean {
  if (from === to) return false;
  return !territories.some((id) => [from, to].every((country) => findGroup(id)?.members.includes(country)));
}

import type { DeliverableSubject } from './deliverable.js';

const GRANT_BY_UNIT: Readonly<Record<string, string>> = {
  copy: 'One buyer may keep and use one copy on any number of own devices.',
  title: 'One buyer may keep and play the title privately on any number of own devices.',
  set: 'One buyer may use every file of the set in own projects, for any number of finished works.',
  licence: 'One buyer may use the files within the grant named in the product title, from the day of the order.',
  month: 'The buyer may use the files while the paid month runs, and keep results made with them after it.',
  year: 'The buyer may use the files while the paid year runs, and keep results made with them after it.',
  'seat-month': 'One named person a seat may use the files while the paid month runs.',
};

/** Terms in plain English, one sentence a line; they say openly that the work was made for a demonstration market. */
export function licenceTerms(subject: DeliverableSubject): string[] {
  return [
    `Work: ${subject.nameEn} (product ${subject.productId}).`,
    `Licensor: ${subject.merchantEn}, ${subject.clusterEn}.`,
    GRANT_BY_UNIT[subject.unit] ?? 'The buyer may use the files for the ordered project and keep them afterwards.',
    'Giving the files on, selling them alone or offering them for download to others is not covered.',
    'Quoting short extracts with the name of the work is welcome.',
    'The files are provided as they are; rights that the law of the buyer\'s country/region gives to consumers stay untouched.',
    'The work was made for the Silkport demonstration market: names, figures and places of business in it are invented.',
  ];
}

/** The same terms as the text of a LICENCE file. */
export function licenceText(subject: DeliverableSubject): string {
  return `Licence terms\n=============\n\n${licenceTerms(subject).map((term, index) => `${index + 1}. ${term}`).join('\n')}\n`;
}

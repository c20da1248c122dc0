import type { DeliverableSubject } from '../deliverable.js';

export interface ServiceTheme {
  scope: readonly string[];
  needs: readonly string[];
  /** Work with the day it ends, counted from the paid order. */
  plan: readonly (readonly [day: number, work: string])[];
  accepted: readonly string[];
}

const THEMES: readonly [prefixes: readonly string[], theme: ServiceTheme][] = [
  [['ds.finance'], { scope: ['Review of the trade to be financed or insured', 'Comparison of at least two offers', 'Completed application, ready for signature'], needs: ['Contract or proforma invoice', 'Registration document of the buyer and of the seller', 'Trade history of twelve months, if any'], plan: [[2, 'Documents checked for completeness'], [5, 'Offers compared in one table'], [9, 'Application ready for signature']], accepted: ['Table of offers covers price, cover and exclusions', 'Application has no open field'] }],
  [['ds.education'], { scope: ['Placement conversation', 'Live lessons as named in the title', 'Notes after each lesson and a closing report'], needs: ['Level and goal of the learner', 'Three weekly times that suit, with time zone', 'For children: name of the adult who attends the first lesson'], plan: [[2, 'Placement conversation'], [4, 'Timetable confirmed'], [7, 'First lesson'], [60, 'Closing report']], accepted: ['Lessons were held for the full time', 'Report names what was reached and what comes next'] }],
  [['ds.health'], { scope: ['Intake of the question in writing', 'Session or opinion by a licensed practitioner', 'Written summary with next steps'], needs: ['Question in own words', 'Earlier findings, if any, as files', 'Country/region of stay, for licensing', 'Consent to the use of the data for this service only'], plan: [[1, 'Intake checked; missing items named'], [3, 'Appointment offered'], [7, 'Summary delivered']], accepted: ['Summary answers the question or says why it cannot', 'No emergency care: in an emergency call the local number'] }],
  [['ds.professional', 'ds.marketing.research', 'ds.trade'], { scope: ['Review of the documents or drawings supplied', 'Working paper, filing or calculation as named in the title', 'One round of changes'], needs: ['Documents in force, in the original language', 'Purpose and the country/region in which it counts', 'Name of the person who decides'], plan: [[2, 'Scope confirmed in writing'], [7, 'Draft'], [10, 'Your remarks'], [14, 'Final version']], accepted: ['Every point of the confirmed scope is answered', 'Sources and assumptions are named', 'Files open in common programs'] }],
  [['ds.creative', 'ds.marketing', 'dp.animation', 'dt.ai.speech'], { scope: ['Concept with two directions', 'Production of the chosen direction', 'Delivery in the agreed formats, with source files where the title says so'], needs: ['Brief of one page', 'Brand rules, references and texts', 'Formats, lengths and languages', 'Rights to the material that you supply'], plan: [[3, 'Two directions'], [5, 'Your choice'], [12, 'First version'], [18, 'Final delivery']], accepted: ['Formats and lengths are as in the brief', 'Two rounds of changes were offered'] }],
  [['ds.outsourcing', 'da.service'], { scope: ['Set-up with your rules and tools', 'Running work as named in the title', 'Quality report with samples'], needs: ['Sample of the data or tasks, twenty items', 'Rules for doubtful cases', 'Secure way of exchange and the country/region of the data', 'Contact for questions within one working day'], plan: [[3, 'Trial of twenty items'], [5, 'Rules agreed'], [15, 'First delivery with quality report'], [30, 'Review']], accepted: ['Share of correct items in a random sample is at least 98 %', 'Open cases are listed, not hidden', 'Your data is returned or deleted within 30 days'] }],
  [[''], { scope: ['Set-up of the account or connection', 'Introduction for the people who will use it', 'Support during the paid period'], needs: ['Legal name and country/region', 'List of users with their roles', 'Date on which it has to be running'], plan: [[1, 'Account or access prepared'], [3, 'Introduction, 60 minutes'], [10, 'Check of the first use']], accepted: ['Every named user has signed in', 'The checklist of the introduction is complete'] }],
];

/** What is done, needed and accepted for the leaf; a technical project is a survey, design or test, and so professional work. */
export function serviceTheme({ taxonomy, unit }: Pick<DeliverableSubject, 'taxonomy' | 'unit'>): ServiceTheme {
  const leaf = taxonomy.startsWith('dt.') && unit === 'project' ? 'ds.professional' : taxonomy;
  return (THEMES.find(([prefixes]) => prefixes.some((prefix) => leaf.startsWith(prefix))) as (typeof THEMES)[number])[1];
}

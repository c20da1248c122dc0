import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { bullets, note, paragraph, steps, subheading } from '../pdf/pdf-block.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { jsonFile } from '../text-file.js';
import { serviceTheme } from './service-themes.js';
import type { ServiceTheme } from './service-themes.js';

function intakeForm(subject: DeliverableSubject, theme: ServiceTheme): Record<string, unknown> {
  const fields = theme.needs.map((need, index) => [`item_${index + 1}`, { type: 'string', title: need, maxLength: 4000 }] as const);
  const contact = { contact_name: { type: 'string', title: 'Name of the contact', maxLength: 200 }, country_region: { type: 'string', title: 'Country/region (ISO 3166-1 alpha-2)', pattern: '^[A-Z]{2}$' }, time_zone: { type: 'string', title: 'Time zone' }, language: { type: 'string', title: 'Working language', enum: ['en', 'zh-CN', 'ru', 'ar'] } };
  const properties = { ...contact, ...Object.fromEntries(fields) };
  return {
    schema: { $schema: 'https://json-schema.org/draft/2020-12/schema', title: `Intake: ${subject.nameEn}`, type: 'object', additionalProperties: false, required: ['contact_name', 'country_region', 'item_1'], properties },
    answers: Object.fromEntries(Object.keys(properties).map((name) => [name, ''])),
  };
}

/** What the buyer holds from the first minute of a service: brief with scope, needs, dated steps and acceptance, and a form to fill in. */
export function makeServicePack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const theme = serviceTheme(subject);
  const brief = pdfFile(subject, `${slug}-brief.pdf`, 'Engagement brief', [
    { title: 'Scope', blocks: [paragraph(subject.descriptionEn), subheading('Included'), bullets(...theme.scope), subheading('Not included'), paragraph('Anything beyond the title and the list above needs an order of its own; the merchant says so before any extra work starts.')] },
    { title: 'What the merchant needs from you', blocks: [paragraph(`Send the items through the messages of your order, with the filled form ${slug}-intake.json. Day 0 of the plan moves with each day on which an item is missing.`), steps(...theme.needs)] },
    { title: 'Steps and dates', blocks: [
      { kind: 'table', head: ['Day', 'Step', 'Who'], shares: [0.14, 0.61, 0.25], rows: [['0', 'Order paid; this brief and the form are yours', 'Silkport'], ['1', 'Form and items sent', 'You'], ...theme.plan.map(([day, work]) => [String(day), work, /^Your/.test(work) ? 'You' : subject.merchantEn])] },
      { kind: 'chart', style: 'bars', caption: 'Day on which each step ends', labels: theme.plan.map((_, index) => `Step ${index + 1}`), series: [{ name: 'Days from the paid order', values: theme.plan.map(([day]) => day) }] },
      note('Days are calendar days from the day on which the order is paid. They are a plan; a delay is announced in the messages of the order.')] },
    { title: 'Acceptance and contact', blocks: [subheading('The work is accepted when'), bullets(...theme.accepted), subheading('How'), steps('The merchant hands the result over on the page of the order.', 'You have seven days to accept it or to name what is missing, point by point.', 'What is missing is mended once within seven days at no charge.'),
      subheading('Contact'), paragraph('Write through the messages of your order at Silkport. Both sides see the same record, and it counts if a dispute has to be settled.')] },
  ]);
  return [brief, jsonFile(`${slug}-intake.json`, `${subject.nameEn}: intake form`, intakeForm(subject, theme))];
}

import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { bullets, paragraph, steps, subheading } from '../pdf/pdf-block.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { zipArchive } from '../zip-archive.js';
import { cardsProgram, FRAMES_PROGRAM, KEYS_PROGRAM, NMEA_PROGRAM } from './device-programs.js';
import { formsProgram, photoProgram, tryOnProgram } from './page-programs.js';
import { BATTLE_PROGRAM, gameProgram, themeProgram, tourProgram } from './play-programs.js';
import type { Program } from './program.js';
import { ledgerProgram, REVIEWS_PROGRAM } from './table-programs.js';
import { LISTING_PROGRAM, LOGS_PROGRAM, OEE_PROGRAM, UNITS_PROGRAM } from './trade-programs.js';

const PROGRAMS: readonly [prefix: string, program: Program | ((subject: DeliverableSubject) => Program), words?: RegExp][] = [
  ['dp.games.source', BATTLE_PROGRAM], ['dp.games', gameProgram], ['dp.immersive', tourProgram], ['dp.visual', themeProgram], ['ds.platform.storefront', themeProgram], ['ds.education', cardsProgram],
  ['dt.iot', FRAMES_PROGRAM], ['dt.satnav', NMEA_PROGRAM], ['dt.security.crypto', KEYS_PROGRAM], ['dt.security', LOGS_PROGRAM],
  ['dt.software.mes', OEE_PROGRAM], ['dt.software.cad', UNITS_PROGRAM], ['dt.software.dev', formsProgram, /low-code/i], ['dt.software.dev', LOGS_PROGRAM],
  ['dt.software.app', photoProgram, /photo/i], ['dt.software.app', cardsProgram], ['dt.software.erp', ledgerProgram],
  ['dt.software.ecommerce', tryOnProgram, /try-on/i], ['dt.software.ecommerce', ledgerProgram, /tax/i], ['dt.software.ecommerce', REVIEWS_PROGRAM, /review/i], ['', LISTING_PROGRAM],
];

function guide(subject: DeliverableSubject, slug: string, program: Program, paths: readonly string[]): Deliverable {
  return pdfFile(subject, `${slug}-guide.pdf`, 'User guide', [
    { title: 'What you have', blocks: [
      paragraph(subject.descriptionEn), paragraph(`${program.purpose}. The package is the demonstration edition of the product and works as it is.`),
      subheading('Files'), { kind: 'table', head: ['File', 'Use'], rows: paths.map((path) => [path, path.startsWith('config') ? 'Settings; edit and keep a copy' : path.startsWith('sample') ? 'Input to try it with' : /README|LICENCE/.test(path) ? 'Text' : 'Program']) }] },
    { title: 'First run', blocks: [
      steps('Unpack the archive into a folder of its own.', program.start.startsWith('node') ? 'Install Node.js 20 or newer, if it is not there.' : 'Any current browser will do; no connection is needed.', 'Start it as shown below.', 'Change the settings file and start again.'),
      { kind: 'code', lines: [program.start] }, subheading('Where a licence key or a sign-in belongs'), paragraph('If the product has a licence key or an account, it is shown on the page of your order. The demonstration edition runs without it.')] },
    { title: 'If something goes wrong', blocks: [bullets('Nothing happens: check that the archive was unpacked and not just opened.', 'A message names a file: check that the file is in the same folder.', 'Anything else: write through the messages of your order, with the message and your system.')] },
  ]);
}

/** A small working program for the leaf as a ZIP, and its guide as a PDF. */
export function makeZipSoftware(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const found = PROGRAMS.find(([prefix, , words]) => subject.taxonomy.startsWith(prefix) && (!words || words.test(subject.nameEn)))?.[1] ?? LISTING_PROGRAM;
  const program = typeof found === 'function' ? found(subject) : found;
  const manifest = { name: slug, version: '1.0.0', private: true, type: 'module', description: program.purpose, license: 'SEE LICENSE IN LICENCE.txt', ...(program.files['cli.mjs'] ? { scripts: { start: program.start } } : {}) };
  const files: Record<string, string> = {
    'README.md': `# ${subject.nameEn}\n\n${subject.descriptionEn}\n\n${program.purpose}.\n\nStart: \`${program.start}\`\n\nSettings: \`config.sample.json\`. By ${subject.merchantEn}, ${subject.clusterEn}.\n`,
    'LICENCE.txt': licenceText(subject), 'package.json': `${JSON.stringify(manifest, null, 2)}\n`, ...program.files,
  };
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: program`, bytes: zipArchive(Object.entries(files).map(([path, content]) => ({ path, content }))) },
    guide(subject, slug, program, Object.keys(files)),
  ];
}

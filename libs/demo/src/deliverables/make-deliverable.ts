import { makeApiPack } from './api/api-pack.js';
import { makeWav } from './audio/wav-music.js';
import { makeCsv } from './csv/csv-dataset.js';
import type { Deliverable, DeliverableForm, DeliverableSubject } from './deliverable.js';
import { makeEpub } from './epub/epub-book.js';
import { makeFontPack } from './font/font-pack.js';
import { makeGeojson } from './geo/geojson-map.js';
import { makeJson } from './geo/json-document.js';
import { makePngPack } from './image/png-pack.js';
import { makeSvgPack } from './image/svg-pack.js';
import { makeVideoPack } from './image/video-pack.js';
import { makeModelPack } from './model/model-pack.js';
import { makePdf } from './pdf/pdf-document.js';
import { makeServicePack } from './service/service-pack.js';
import { makeZipSoftware } from './software/zip-software.js';

const MAKERS: Readonly<Record<DeliverableForm, (subject: DeliverableSubject) => Deliverable[]>> = {
  pdf: makePdf, epub: makeEpub, csv: makeCsv, 'png-pack': makePngPack, 'svg-pack': makeSvgPack, wav: makeWav, 'zip-software': makeZipSoftware, json: makeJson, geojson: makeGeojson,
  'service-pack': makeServicePack, 'api-pack': makeApiPack, 'model-pack': makeModelPack, 'font-pack': makeFontPack, 'video-pack': makeVideoPack,
};

/** The files that a buyer of the product downloads, the main one first; pure, so the same subject gives the same bytes. */
export function makeDeliverable(subject: DeliverableSubject): Deliverable[] {
  return MAKERS[subject.form](subject);
}

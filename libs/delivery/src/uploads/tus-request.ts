import type { IncomingHttpHeaders } from 'node:http';
import type { NewUpload } from './open-upload.js';
import { TusVersionRefused, UploadNotUnderstood, UploadTypeRefused } from './uploads.errors.js';

export const tusVersion = '1.0.0';
export const uploadsPath = '/v1/merchant/uploads';
/** As what bytes come. */
export const tusBytesType = 'application/offset+octet-stream';

/** Uploads made of others or of a length told later, and bytes that are packed on their way: each would let in what was not checked. */
const notTaken = ['upload-concat', 'upload-defer-length', 'content-encoding', 'x-http-method-override'] as const;

/** @throws TusVersionRefused, UploadNotUnderstood */
export function refuseOtherTus(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] !== tusVersion) throw new TusVersionRefused({ version: tusVersion }, 'Tus-Resumable');
  for (const name of notTaken) if (headers[name] !== undefined) throw new UploadNotUnderstood({}, name);
}

/** What a request with bytes must say of them, whatever else is judged when they are written. @throws UploadTypeRefused, UploadNotUnderstood */
export function refuseOtherBytes(headers: IncomingHttpHeaders, type: string | undefined): void {
  if (type !== tusBytesType) throw new UploadTypeRefused({ type: tusBytesType }, 'Content-Type');
  if (!/^(0|[1-9]\d{0,14})$/.test(String(headers['upload-offset'] ?? ''))) throw new UploadNotUnderstood({}, 'Upload-Offset');
}

/**
 * What a creating request says of its upload; the merchant is the caller's to add. Source: tus 1.0.0, `Upload-Metadata`.
 * @throws TusVersionRefused, UploadNotUnderstood
 */
export function wantedUpload(headers: IncomingHttpHeaders): Omit<NewUpload, 'merchantId'> {
  refuseOtherTus(headers);
  const length = String(headers['upload-length'] ?? '');
  if (!/^(0|[1-9]\d{0,14})$/.test(length)) throw new UploadNotUnderstood({}, 'Upload-Length');
  const told = metadataOf(String(headers['upload-metadata'] ?? ''));
  const need = (name: string): string => {
    const value = told.get(name);
    if (value === undefined) throw new UploadNotUnderstood({}, name);
    return value;
  };
  return { productId: need('productId'), fileName: need('filename'), contentType: need('filetype'), sizeBytes: Number(length) };
}

/** @throws UploadNotUnderstood */
function metadataOf(header: string): Map<string, string> {
  const told = new Map<string, string>();
  for (const pair of header.split(',')) {
    const [name = '', coded = '', ...more] = pair.trim().split(' ');
    if (!name || more.length || told.has(name)) throw new UploadNotUnderstood({}, 'Upload-Metadata');
    told.set(name, decoded(coded));
  }
  return told;
}

/** @throws UploadNotUnderstood for what is no UTF-8 in Base64 */
function decoded(coded: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(coded)) throw new UploadNotUnderstood({}, 'Upload-Metadata');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(coded, 'base64'));
  } catch {
    throw new UploadNotUnderstood({}, 'Upload-Metadata');
  }
}

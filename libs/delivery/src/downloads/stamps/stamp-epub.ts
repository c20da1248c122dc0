import { promisify } from 'node:util';
import { strFromU8, strToU8, unzip, zip, type AsyncUnzipOptions, type AsyncZippable, type AsyncZipOptions, type Unzipped } from 'fflate';

const largestBook = 96 * 1024 * 1024;
const page = 'silkport-order.xhtml';

// They work in threads of their own: packing a book takes seconds.
const unpack = promisify<Uint8Array, AsyncUnzipOptions, Unzipped>(unzip);
const pack = promisify<AsyncZippable, AsyncZipOptions, Uint8Array>(zip);

/** Puts a last page with the line into the book, and the line into its description. @throws where the archive is no EPUB, or unpacks to more than 96 MiB */
export async function stampEpub(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  let unpackedBytes = 0;
  const files = await unpack(bytes, {
    filter: ({ originalSize }) => {
      unpackedBytes += originalSize;
      return unpackedBytes <= largestBook;
    },
  });
  if (unpackedBytes > largestBook) throw new Error('The book unpacks to too much');
  const container = strFromU8(files['META-INF/container.xml'] ?? new Uint8Array());
  const packagePath = /<rootfile\b[^>]*\bfull-path="([^"]+)"/.exec(container)?.[1];
  const opf = packagePath === undefined ? undefined : files[packagePath];
  if (packagePath === undefined || !opf) throw new Error('The archive is no EPUB');
  const folder = packagePath.includes('/') ? packagePath.slice(0, packagePath.lastIndexOf('/') + 1) : '';
  const { mimetype = strToU8('application/epub+zip'), ...others } = files;
  const stamped: AsyncZippable = {
    // The format asks for it first and as it is.
    mimetype: [mimetype, { level: 0 }], ...others,
    [packagePath]: strToU8(withPage(strFromU8(opf), text)), [`${folder}${page}`]: strToU8(pageOf(text)),
  };
  return pack(stamped, { level: 6, mtime: new Date('2000-01-01T00:00:00Z') });
}

function withPage(opf: string, text: string): string {
  const withLine = opf.replace(/<\/(\w+:)?metadata>/, (end) => `<dc:rights xmlns:dc="http://purl.org/dc/elements/1.1/">${text}</dc:rights>${end}`);
  const withFile = withLine.replace(/<\/(\w+:)?manifest>/, (end, prefix: string = '') => `<${prefix}item id="silkport-order" href="${page}" media-type="application/xhtml+xml"/>${end}`);
  return withFile.replace(/<\/(\w+:)?spine>/, (end, prefix: string = '') => `<${prefix}itemref idref="silkport-order"/>${end}`);
}

function pageOf(text: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${text}</title></head><body><p dir="ltr">${text}</p></body></html>\n`;
}

/** What files of one kind are called, declared as and found to be. */
export interface FileKind {
  readonly extensions: readonly string[];
  /** Media types that may be declared for them. */
  readonly types: readonly string[];
  /** What the first bytes may be, by the extension that `file-type` names; `text` is anything without a NUL that is no known kind of bytes. */
  readonly found: readonly string[];
}

const kind = (extensions: string, types: string, found = extensions): FileKind => ({ extensions: extensions.split(' '), types: types.split(' '), found: found.split(' ') });

/** Kinds that are sold most. Others are taken as what they are declared to be, as long as they are none of these in disguise. */
const fileKinds: readonly FileKind[] = [
  kind('pdf', 'application/pdf'),
  kind('epub', 'application/epub+zip'),
  kind('mobi azw3', 'application/x-mobipocket-ebook application/vnd.amazon.ebook', 'mobi'),
  kind('zip cbz', 'application/zip application/x-zip-compressed application/vnd.comicbook+zip', 'zip docx xlsx pptx odt ods odp epub jar apk xpi 3mf'),
  kind('7z', 'application/x-7z-compressed'),
  kind('rar cbr', 'application/vnd.rar application/x-rar-compressed application/vnd.comicbook-rar', 'rar'),
  kind('gz tgz', 'application/gzip application/x-gzip', 'gz tar.gz'),
  kind('tar', 'application/x-tar'),
  kind('docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  kind('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  kind('pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'),
  kind('odt', 'application/vnd.oasis.opendocument.text'),
  kind('ods', 'application/vnd.oasis.opendocument.spreadsheet'),
  kind('doc xls ppt msi', 'application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/x-msi', 'cfb doc xls ppt msi'),
  kind('jpg jpeg', 'image/jpeg', 'jpg'),
  kind('png', 'image/png', 'png apng'),
  kind('gif', 'image/gif'),
  kind('webp', 'image/webp'),
  kind('avif', 'image/avif'),
  kind('tif tiff', 'image/tiff', 'tif'),
  kind('psd', 'image/vnd.adobe.photoshop'),
  kind('mp3', 'audio/mpeg audio/mp3'),
  kind('wav', 'audio/wav audio/x-wav audio/vnd.wave'),
  kind('flac', 'audio/flac audio/x-flac'),
  kind('m4a m4b', 'audio/mp4 audio/x-m4a audio/x-m4b', 'm4a m4b mp4'),
  kind('ogg oga opus', 'audio/ogg audio/opus', 'ogg oga opus ogx'),
  kind('mp4 m4v', 'video/mp4 video/x-m4v', 'mp4 m4v mov'),
  kind('mov', 'video/quicktime', 'mov mp4'),
  kind('mkv', 'video/matroska video/x-matroska', 'mkv'),
  kind('webm', 'video/webm audio/webm', 'webm'),
  kind('avi', 'video/x-msvideo video/vnd.avi'),
  kind('ttf', 'font/ttf', 'ttf'),
  kind('otf', 'font/otf', 'otf'),
  kind('woff2', 'font/woff2'),
  kind('glb', 'model/gltf-binary'),
  kind('parquet', 'application/vnd.apache.parquet application/x-parquet'),
  kind('sqlite db', 'application/vnd.sqlite3 application/x-sqlite3', 'sqlite'),
  kind('exe dll', 'application/vnd.microsoft.portable-executable application/x-msdownload', 'exe'),
  kind('apk', 'application/vnd.android.package-archive', 'apk zip jar'),
  kind('jar', 'application/java-archive', 'jar zip'),
  kind('deb', 'application/vnd.debian.binary-package'),
  kind('txt md csv tsv srt vtt log', 'text/plain text/markdown text/csv text/tab-separated-values application/x-subrip text/vtt', 'text'),
  kind('json geojson jsonl ndjson', 'application/json application/geo+json application/x-ndjson text/plain', 'text'),
  kind('xml svg html htm', 'application/xml text/xml image/svg+xml text/html', 'text xml svg'),
];

/** What is no kind of its own: formats that many programs build theirs upon. */
const vessels = ['zip', 'gz', 'tar.gz', 'zst', 'xz', 'bz2', '7z', 'tar', 'sqlite', 'xml', 'cfb', 'jar'];

/** Whether a file of this name may be declared as this media type. */
export function isDeclarable(fileName: string, contentType: string): boolean {
  const type = bareType(contentType);
  const named = kindOf(fileName);
  return named ? named.types.includes(type) : !fileKinds.some(({ types }) => types.includes(type));
}

/** What a file of this name is declared as where nobody says it. */
export function declaredTypeOf(fileName: string): string {
  return kindOf(fileName)?.types[0] ?? 'application/octet-stream';
}

/** @param found what `file-type` says, `text` where it knows nothing and no byte is NUL, or undefined */
export function isWhatItIsCalled(fileName: string, found: string | undefined): boolean {
  const named = kindOf(fileName);
  if (named) return found !== undefined && named.found.includes(found);
  return found === undefined || found === 'text' || vessels.includes(found) || found === extensionOf(fileName) || !(isProgram(found) || fileKinds.some((each) => each.found.includes(found)));
}

function isProgram(found: string): boolean {
  return ['exe', 'elf', 'macho', 'class', 'lnk', 'apk', 'deb', 'rpm', 'swf', 'wasm'].includes(found);
}

function kindOf(fileName: string): FileKind | undefined {
  const extension = extensionOf(fileName);
  return fileKinds.find(({ extensions }) => extensions.includes(extension));
}

function extensionOf(fileName: string): string {
  return /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

function bareType(contentType: string): string {
  return contentType.split(';')[0]?.trim().toLowerCase() ?? '';
}

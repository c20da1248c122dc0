/** What people call a kind of file; in every language the same letters. */
const forms: Readonly<Record<string, string>> = {
  'application/epub+zip': 'EPUB', 'application/geo+json': 'GeoJSON', 'application/json': 'JSON', 'application/pdf': 'PDF', 'application/yaml': 'YAML', 'application/zip': 'ZIP',
  'application/vnd.oai.openapi+json': 'OpenAPI', 'audio/mpeg': 'MP3', 'audio/wav': 'WAV', 'font/otf': 'OTF', 'font/ttf': 'TTF', 'image/jpeg': 'JPEG', 'image/png': 'PNG',
  'image/apng': 'APNG', 'image/svg+xml': 'SVG', 'model/gltf+json': 'glTF', 'model/gltf-binary': 'GLB', 'text/csv': 'CSV', 'text/html': 'HTML', 'text/markdown': 'Markdown',
  'text/plain': 'TXT', 'video/mp4': 'MP4', 'video/webm': 'WebM',
};

/** The short name of a content type such as `text/csv; charset=utf-8`; an unknown one is called by its subtype. */
export function fileForm(contentType: string): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return forms[type] ?? type.split('/').at(-1)?.replace(/^(x-|vnd\.)/, '').toUpperCase() ?? '';
}

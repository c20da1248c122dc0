import { isDeclarable, isWhatItIsCalled } from './file-kinds.js';

describe('the kind of a file', () => {
  it.each([
    ['guide.pdf', 'application/pdf'], ['Guide.PDF', 'application/pdf'], ['table.csv', 'text/csv; charset=utf-8'], ['scene.blend', 'application/octet-stream'], ['font.woff2', 'font/woff2'],
    ['README', 'application/octet-stream'],
  ])('may be declared: %s as %s', (fileName, contentType) => {
    expect(isDeclarable(fileName, contentType)).toBe(true);
  });

  it.each([
    ['guide.pdf', 'text/html'], ['guide.pdf', 'application/octet-stream'], ['photo.jpg', 'image/svg+xml'], ['setup.foo', 'application/pdf'], ['page.foo', 'text/html'], ['README', 'text/html'],
  ])('may not be declared: %s as %s', (fileName, contentType) => {
    expect(isDeclarable(fileName, contentType)).toBe(false);
  });

  it.each([['guide.pdf', 'pdf'], ['table.csv', 'text'], ['drawing.svg', 'xml'], ['scene.blend', 'zst'], ['model.foo', undefined], ['notes.foo', 'text'], ['book.epub', 'epub'], ['source.tgz', 'tar.gz'], ['source.tar.gz', 'tar.gz'], ['table.gz', 'gz']])(
    'is what it is called: %s of %s', (fileName, found) => {
      expect(isWhatItIsCalled(fileName, found)).toBe(true);
    });

  it.each([
    ['guide.pdf', 'exe'], ['guide.pdf', undefined], ['guide.pdf', 'text'], ['table.csv', 'zip'], ['book.epub', 'zip'], ['song.mp3', 'text'], ['model.foo', 'exe'], ['model.foo', 'elf'], ['model.foo', 'pdf'],
    ['photo.jpg', 'png'], ['README', 'macho'],
  ])('is not what it is called: %s of %s', (fileName, found) => {
    expect(isWhatItIsCalled(fileName, found)).toBe(false);
  });
});

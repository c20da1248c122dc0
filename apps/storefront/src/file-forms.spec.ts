import { fileForm } from './file-forms.js';

describe('fileForm', () => {
  it.each([
    ['application/pdf', 'PDF'], ['text/csv; charset=utf-8', 'CSV'], ['application/geo+json', 'GeoJSON'], ['Image/PNG', 'PNG'], ['application/x-tar', 'TAR'], ['application/vnd.rar', 'RAR'],
  ])('calls %s %s', (contentType, form) => expect(fileForm(contentType)).toBe(form));
});

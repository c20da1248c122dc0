import { TusVersionRefused, UploadNotUnderstood } from './uploads.errors.js';
import { tusRefusal } from './tus-refusals.js';
import { refuseOtherTus, wantedUpload } from './tus-request.js';

const coded = (text: string) => Buffer.from(text).toString('base64');
const metadata = `productId ${coded('019a')},filename ${coded('Книга 说明.pdf')}, filetype ${coded('application/pdf')},is_note`;
const headers = (more: Readonly<Record<string, string>> = {}) => ({ 'tus-resumable': '1.0.0', 'upload-length': '12', 'upload-metadata': metadata, ...more });

describe('a request that begins an upload', () => {
  it('says the product, the name in any script, the kind and the length', () => {
    expect(wantedUpload(headers())).toEqual({ productId: '019a', fileName: 'Книга 说明.pdf', contentType: 'application/pdf', sizeBytes: 12 });
  });

  it.each([
    ['upload-length', ''], ['upload-length', '-1'], ['upload-length', '1e3'], ['upload-length', '12, 13'], ['upload-length', '0x10'], ['upload-length', '9'.repeat(16)],
    ['upload-metadata', ''], ['upload-metadata', `filename ${coded('a.pdf')}`], ['upload-metadata', `${metadata},filename ${coded('b.exe')}`], ['upload-metadata', `${metadata},other not-base64!`],
    ['upload-metadata', `${metadata},other /w==`], ['upload-metadata', `${metadata},a b c`], ['upload-concat', 'partial'], ['upload-defer-length', '1'], ['content-encoding', 'gzip'], ['x-http-method-override', 'GET'],
  ])('is not understood with %s: %s', (name, value) => {
    expect(() => wantedUpload(headers({ [name]: value }))).toThrow(UploadNotUnderstood);
  });

  it.each(['', '0.2.2', '1.0.0, 1.0.0'])('is refused in version "%s" of tus', (version) => {
    expect(() => refuseOtherTus({ 'tus-resumable': version })).toThrow(TusVersionRefused);
    expect(() => wantedUpload({})).toThrow(TusVersionRefused);
  });
});

describe('what the library refuses in English', () => {
  it.each([
    [400, 'Invalid upload-offset x-forwarded-proto\n', 'delivery.upload_not_understood', 'upload-offset'], [400, 'Upload-Metadata is invalid. It MUST', 'delivery.upload_not_understood', 'Upload-Metadata'],
    [400, 'Request aborted due to lock acquired', 'delivery.upload_taken_over', undefined], [403, 'Upload-Offset header required\n', 'delivery.upload_not_understood', 'Upload-Offset'],
    [404, 'The file for this url was not found\n', 'delivery.upload_unknown', undefined], [409, 'Upload-Offset conflict\n', 'delivery.upload_offset_refused', 'Upload-Offset'],
    [412, 'Tus-Resumable Required\n', 'delivery.tus_version_refused', 'Tus-Resumable'], [413, "upload's size exceeded\n", 'delivery.upload_overrun', 'Upload-Length'], [423, 'busy', 'delivery.upload_being_written', undefined],
  ])('%i %s is a refusal of ours', (status, words, code, field) => {
    expect(tusRefusal(status, words)).toMatchObject({ code, field });
  });

  it('but what it did not expect is an error, whose words nobody outside is told', () => {
    const error = tusRefusal(500, 'Something went wrong with that request\nENOENT: /data/uploads/x\n');
    expect([error.message.includes('ENOENT'), 'code' in error]).toEqual([true, false]);
  });
});

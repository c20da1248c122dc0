import { rewritePlaylist } from './hls-playlist.js';
import { PlaylistRefused } from './stream.errors.js';

const linked = (text: string, name = 'index.m3u8') => rewritePlaylist(text, name, (piece) => `/signed/${piece}`);

describe('a playlist', () => {
  it('names our signed addresses for its segments, its variants, its keys and its first part, and keeps everything else', () => {
    const text = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"\n#EXT-X-KEY:METHOD=AES-128,URI="keys/one.key",IV=0x1\n#EXTINF:6.0,a title, with a comma\nseg%201.m4s?x=1\n\n#EXT-X-ENDLIST\n';
    expect(linked(text)).toBe('#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-MAP:URI="/signed/init.mp4",BYTERANGE="720@0"\n#EXT-X-KEY:METHOD=AES-128,URI="/signed/keys/one.key",IV=0x1\n#EXTINF:6.0,a title, with a comma\n/signed/seg 1.m4s\n\n#EXT-X-ENDLIST\n');
  });

  it.each(['\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('has no address behind %j that is not ours', (end) => {
    expect(() => linked(`#EXTM3U\n#EXTINF:4,${end}https://elsewhere.example/one.ts\n`)).toThrow(PlaylistRefused);
    expect(linked(`#EXTM3U\n#EXTINF:4,${end}one.ts\n`)).toBe('#EXTM3U\n#EXTINF:4,\n/signed/one.ts\n');
  });

  it.each([`URI='https://elsewhere.example/k'`, 'URI=https://elsewhere.example/k', 'URI = "https://elsewhere.example/k"', 'uri="k.bin"', `URI='k.bin'`, 'X-ASSET-LIST="https://elsewhere.example/ads.json"', 'URI="k.bin'])('with %s in a tag is refused', (attribute) => {
    expect(() => linked(`#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,${attribute}\n`)).toThrow(PlaylistRefused);
  });

  it('may speak of addresses in its comments and titles', () => {
    expect(linked('#EXTM3U\n# made by https://tool.example, URI=and all\n#EXTINF:4,see http://example.com\none.ts\n')).toBe('#EXTM3U\n# made by https://tool.example, URI=and all\n#EXTINF:4,see http://example.com\n/signed/one.ts\n');
  });

  it('finds what it names from the folder that it lies in, and bears Windows’ ends of lines', () => {
    expect(linked('#EXTM3U\r\n#EXTINF:6,\r\n../audio/one.ts\r\n', 'hd/index.m3u8')).toBe('#EXTM3U\n#EXTINF:6,\n/signed/audio/one.ts\n');
  });

  it.each(['https://elsewhere.example/one.ts', '//elsewhere.example/one.ts', '/etc/passwd', 'file:///etc/passwd', 'data:video/mp2t;base64,AA', 'a\\b.ts', '%00.ts', '%zz.ts', `${'x'.repeat(200)}.ts`, 'a|b.ts'])('that names %s is refused', (address) => {
    expect(() => linked(`#EXTM3U\n#EXTINF:6,\n${address}\n`)).toThrow(PlaylistRefused);
    expect(() => linked(`#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,URI="${address}"\n`)).toThrow(PlaylistRefused);
  });

  it('cannot climb above the folder that it was uploaded in', () => {
    expect(linked('#EXTM3U\n../../../../etc/passwd\n', 'hd/index.m3u8')).toBe('#EXTM3U\n/signed/etc/passwd\n');
  });

  it('that does not begin as one is refused', () => {
    expect(() => linked('<html>')).toThrow(PlaylistRefused);
  });
});

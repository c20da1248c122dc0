import type { DeliverableSubject } from '../deliverable.js';
import { escapeXml } from '../escape-xml.js';
import { licenceTerms } from '../licence-terms.js';
import type { ArchiveEntry } from '../zip-archive.js';
import { zipArchive } from '../zip-archive.js';
import type { BilingualChapter } from './bilingual-chapter.js';
import { coverSvg } from './cover-svg.js';

const STYLE = `body { font-family: Georgia, "Songti SC", "Noto Serif CJK SC", serif; line-height: 1.6; margin: 1.2em; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1.5em 0 0.2em; }
h2 { font-size: 1.05em; font-weight: normal; color: #555; margin: 0 0 1.5em; }
p { margin: 0 0 0.8em; text-align: justify; }
.zh p { text-indent: 2em; }
.zh { border-top: 1px solid #bbb; margin-top: 2em; padding-top: 1em; }
figure { margin: 0; text-align: center; }
img { max-width: 100%; max-height: 95vh; }
`;

interface BookPage {
  id: string;
  title: string;
  body: string;
}

function xhtml(title: string, body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><meta charset="UTF-8"/><title>${escapeXml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`;
}

const paragraphs = (texts: readonly string[]): string => texts.map((text) => `<p>${escapeXml(text)}</p>`).join('\n');

function chapterBody(chapter: BilingualChapter): string {
  return `<section epub:type="chapter">
<h1>${escapeXml(chapter.titleEn)}</h1>
<h2 lang="zh-CN" xml:lang="zh-CN">${escapeXml(chapter.titleZh)}</h2>
${paragraphs(chapter.en)}
<div class="zh" lang="zh-CN" xml:lang="zh-CN">
${paragraphs(chapter.zh)}
</div>
</section>`;
}

function frontPage(subject: DeliverableSubject): BookPage {
  return { id: 'title', title: subject.nameEn, body: `<section epub:type="titlepage">
<h1>${escapeXml(subject.nameEn)}</h1>
<h2 lang="zh-CN" xml:lang="zh-CN">${escapeXml(subject.nameZh)}</h2>
<p>${escapeXml(subject.descriptionEn)}</p>
<p lang="zh-CN" xml:lang="zh-CN">${escapeXml(subject.descriptionZh)}</p>
<p>${escapeXml(`${subject.merchantEn} / ${subject.merchantZh}`)}</p>
</section>` };
}

function packageDocument(subject: DeliverableSubject, pages: readonly BookPage[]): string {
  const manifest = pages.map(({ id }) => `<item id="${id}" href="${id}.xhtml" media-type="application/xhtml+xml"/>`).join('\n');
  const spine = pages.map(({ id }) => `<itemref idref="${id}"/>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="book-id">silkport-demo-${escapeXml(subject.productId)}</dc:identifier>
<dc:title>${escapeXml(subject.nameEn)}</dc:title>
<dc:title xml:lang="zh-CN">${escapeXml(subject.nameZh)}</dc:title>
<dc:language>en</dc:language>
<dc:language>zh-CN</dc:language>
<dc:creator>${escapeXml(subject.merchantEn)}</dc:creator>
<dc:description>${escapeXml(subject.descriptionEn)}</dc:description>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="style" href="style.css" media-type="text/css"/>
${manifest}
</manifest>
<spine>
${spine}
</spine>
</package>
`;
}

/** The bytes of an EPUB 3 book; `mimetype` comes first and uncompressed, as the container format (OCF 3.3, section 4.3) demands. */
export function packEpub(subject: DeliverableSubject, chapters: readonly BilingualChapter[]): Uint8Array {
  const pages: BookPage[] = [
    { id: 'cover', title: 'Cover', body: `<figure epub:type="cover"><img src="cover.svg" alt="${escapeXml(`Cover of ${subject.nameEn}`)}"/></figure>` },
    frontPage(subject),
    ...chapters.map((chapter, index) => ({ id: `chapter-${index + 1}`, title: `${chapter.titleEn} / ${chapter.titleZh}`, body: chapterBody(chapter) })),
    { id: 'terms', title: 'Terms of use', body: `<section><h1>Terms of use</h1>\n${paragraphs(licenceTerms(subject))}</section>` },
  ];
  const links = pages.map(({ id, title }) => `<li><a href="${id}.xhtml">${escapeXml(title)}</a></li>`).join('\n');
  const entries: ArchiveEntry[] = [
    { path: 'mimetype', content: 'application/epub+zip', stored: true },
    { path: 'META-INF/container.xml', content: `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
` },
    { path: 'EPUB/package.opf', content: packageDocument(subject, pages) },
    { path: 'EPUB/nav.xhtml', content: xhtml('Contents', `<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>\n${links}\n</ol></nav>`) },
    { path: 'EPUB/cover.svg', content: coverSvg(subject) },
    { path: 'EPUB/style.css', content: STYLE },
    ...pages.map(({ id, title, body }) => ({ path: `EPUB/${id}.xhtml`, content: xhtml(title, body) })),
  ];
  return zipArchive(entries);
}
